import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct FormTests {
  static let path = "~/.local/share/hooktop/secrets/erp-sync.secret"

  /// The form filled in as far as the button.
  static func filled(_ size: Size = Fixture.narrow) -> State {
    Fixture.board(size).pressing("n").typing("ERP sync").pressing("Tab").typing("erp.acme.sk/hooks")
      .pressing("Tab Tab").choosingAllEvents
      .after(.secretFileProposed(SecretFileCheck(path: path, problem: nil))).pressing("Tab Tab")
  }

  private func form(_ state: State) -> FormRoom? {
    if case .form(let form) = state.screen { form } else { nil }
  }

  @Test("Create pressed while the secret's file is looked at goes on by itself when that is known, once")
  func pressedAhead() {
    let unknown = Fixture.board(Fixture.narrow).pressing("n").typing("ERP sync").pressing("Tab")
      .typing("erp.acme.sk/hooks").pressing("Tab Tab Enter a Enter Tab Tab")
    let right = Action.secretFileProposed(SecretFileCheck(path: Self.path, problem: nil))
    var pressed = unknown.pressing("Enter")
    #expect(pressed.effects(of: right).count { if case .create = $0 { true } else { false } } == 1)
    #expect(pressed.effects(of: right).isEmpty)
    // Who goes on typing, or leaves, has changed their mind; a file that cannot be made is nothing to send for.
    var changed = unknown.pressing("Enter Shift-Tab")
    #expect(changed.effects(of: right).isEmpty)
    var left = unknown.pressing("Enter Esc n")
    #expect(left.effects(of: right).isEmpty)
    var wrong = unknown.pressing("Enter")
    #expect(wrong.effects(of: .secretFileProposed(SecretFileCheck(path: Self.path, problem: "no"))).isEmpty)
    #expect(form(wrong)?.focus == .secret)
  }

  @Test("A form that is right is sent once, with what was typed and the file for its secret")
  func create() {
    var state = Self.filled()
    let effects = state.effects(of: .keyPressed(.enter))
    let input = SubscriptionInput(
      name: "ERP sync", url: "https://erp.acme.sk/hooks", isActive: true, subscribedEvents: EventCatalogue.types)
    #expect(effects == [.create(number: 1, input, secretPath: Self.path)])
    #expect(state.effects(of: .keyPressed(.enter)) == [])
    #expect(state.screenText.contains("Creating"))
  }

  @Test(
    "What is wrong with an endpoint URL is said as one types",
    arguments: [
      ("http://acme.sk/in", "http:// is refused"), ("https://localhost/in", "not a public name"),
      ("https://10.1.2.3/in", "not a public address"), ("https://user:pw@acme.sk/", "user name or password"),
      ("https://printer.local/", "not a public name"),
    ])
  func urlRules(url: String, text: String) {
    let state = Fixture.board(Fixture.wide).pressing("n Tab Ctrl-U").typing(url)
    #expect(state.screenText.contains(text))
  }

  @Test("A URL that another subscription has already is pointed out, and may be meant")
  func sharedURL() {
    #expect(!FormTests.filled().screenText.contains("has this URL too"))
    let narrow = Fixture.board(Fixture.narrow).pressing("n Tab Ctrl-U").typing("https://erp.acme.sk/hooks/fintoro")
    #expect(narrow.words.contains("events of both arrive twice"))
    let typed = Fixture.board(Fixture.wide).pressing("n Tab Ctrl-U").typing("https://erp.acme.sk/hooks/fintoro")
    #expect(typed.screenText.contains("ERP sync (801) has this URL too"))
    #expect(!Fixture.board(Fixture.wide).pressing("Down e").screenText.contains("has this URL too"))
  }

  @Test("A whole URL typed or pasted behind the given https:// takes its place")
  func wholeURL() {
    let empty = Fixture.board(Fixture.wide).pressing("n Tab")
    #expect(form(empty.typing("https://erp.acme.sk/in"))?.url.text == "https://erp.acme.sk/in")
    #expect(form(empty.after(.textPasted("https://erp.acme.sk/in")))?.url.text == "https://erp.acme.sk/in")
    let plain = empty.after(.textPasted("http://erp.acme.sk"))
    #expect(plain.screenText.contains("http:// is refused"))
  }

  @Test("A form with something missing is not sent, and the cursor goes to what is missing")
  func missing() {
    var state = Fixture.board(Fixture.narrow).pressing("n").typing("x")
      .after(.secretFileProposed(SecretFileCheck(path: "~/x.secret", problem: nil)))
      .pressing("Shift-Tab Shift-Tab Shift-Tab")
    #expect(form(state)?.focus == .create)
    #expect(state.effects(of: .keyPressed(.enter)) == [])
    #expect(form(state)?.focus == .url)
    #expect(state.screenText.contains("choose at least one event"))
  }

  @Test("A secret's file that cannot be made keeps the form from being sent, with the reason beside the field")
  func badSecretFile() {
    var state = Self.filled().after(
      .secretFileProposed(SecretFileCheck(path: Self.path, problem: "its folder can be written by others")))
    #expect(state.effects(of: .keyPressed(.enter)) == [])
    #expect(form(state)?.focus == .secret)
    #expect(state.screenText.contains("its folder can be written by others"))
  }

  @Test("The server's texts land on the fields they name, and nothing typed is lost")
  func refusals() {
    let fields = ["url": ["The url is taken."], "subscribedEvents.3": ["Not for your plan."]]
    let state = Self.filled().pressing("Enter").after(
      .createFinished(number: 1, .refused(Failure(.invalid(fields: fields), status: 422))))
    #expect(form(state)?.focus == .url)
    #expect(form(state)?.url.text == "https://erp.acme.sk/hooks")
    #expect(state.screenText.contains("The url is taken."))
    #expect(state.screenText.contains("suppliers.created: Not for your plan."))
    #expect(!state.pressing("Backspace").screenText.contains("The url is taken."))
  }

  @Test("A refusal tells its times in the person's zone")
  func zone() throws {
    let zone = LocalZone(secondsFromGMT: 7_200)
    let limit = Failure(.rateLimited, status: 429, retryAt: Fixture.now.addingTimeInterval(40))
    let started = Fixture.start(Fixture.wide, zone: zone)
    #expect(started.after(.listFailed(limit, at: Fixture.now, random: 0)).words.contains("+02:00"))
    let right = SecretFileCheck(path: Self.path, problem: nil)
    let sent = started.pressing("n Tab").typing("erp.acme.sk/hooks").pressing("Tab Tab").choosingAllEvents
      .after(.secretFileProposed(right)).pressing("Tab Tab Enter")
    #expect(sent.after(.createFinished(number: 1, .refused(limit))).words.contains("+02:00"))
  }

  @Test("Esc keeps what was typed as a draft, and n goes on with it")
  func draft() {
    let state = Self.filled().pressing("Esc")
    #expect(state.screen == .board)
    #expect(form(state.pressing("n"))?.name.text == "ERP sync")
  }

  @Test("The secret's path follows the name until a person edits it")
  func pathFollowsName() {
    var state = Fixture.board(Fixture.narrow).pressing("n")
    #expect(state.effects(of: .keyPressed("a")) == [.proposeSecretFile(name: "a", url: "https://")])
    state = state.after(.secretFileProposed(SecretFileCheck(path: "~/a.secret", problem: nil)))
      .pressing("Tab Tab Tab Tab Backspace")
    #expect(form(state)?.secretPath.text == "~/a.secre")
    #expect(state.effects(of: .keyPressed("t")) == [.checkSecretFile(path: "~/a.secret")])
    state = state.pressing("Shift-Tab Shift-Tab Shift-Tab Shift-Tab")
    #expect(state.effects(of: .keyPressed("b")) == [])
  }

  @Test("Every printable key types in a text field, the blank too")
  func printableKeys() {
    let state = Fixture.board(Fixture.narrow).pressing("n").typing("q ?/:n")
    #expect(form(state)?.name.text == "q ?/:n")
  }

  @Test("Enter goes past the switch; Space and a click turn it", arguments: [Fixture.narrow, Fixture.wide])
  func enterLeavesSwitch(size: Size) throws {
    let atSwitch = Fixture.board(size).pressing("n Enter Enter")
    #expect(form(atSwitch)?.focus == .active)
    #expect(atSwitch.words.contains("Space disable"))
    let passed = atSwitch.pressing("Enter")
    #expect(form(passed)?.isActive == true && form(passed)?.focus == .events)
    let off = atSwitch.pressing("Space")
    #expect(form(off)?.isActive == false && form(off)?.focus == .active)
    #expect(off.words.contains("Space enable") && off.words.contains("disabled; you can enable it later"))
    #expect(form(atSwitch.after(.clicked(.formField(.active))))?.isActive == false)
  }

  @Test("Pasted lines become one line")
  func paste() {
    let state = Fixture.board(Fixture.narrow).pressing("n Tab Ctrl-U").after(.textPasted("https://a.sk/\nin\n"))
    #expect(form(state)?.url.text == "https://a.sk/ in")
  }

  @Test("A create whose answer was lost is asked again with the same key, and the form says so")
  func lostAnswer() {
    let key = IdempotencyKey(rawValue: "key-1")
    var state = Self.filled().pressing("Enter").after(
      .createFinished(number: 1, .kept(key, Failure(.connectionLost))))
    #expect(state.screenText.contains("maybe created"))
    // The list is asked at once, because the create met no answer.
    #expect(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(1))) == [.loadList])
    #expect(
      state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(2))) == [.resumeCreate(number: 1, key)])
  }

  @Test("Leaving a form whose create is under way does not send it again")
  func leaving() {
    let state = Self.filled().pressing("Enter Esc")
    #expect(state.screen == .board)
    #expect(state.creates.count == 1)
    #expect(form(state.pressing("n"))?.name.text == "")
  }

  @Test("A create found at the start is finished, one of another company is left alone and told")
  func found() {
    var state = Fixture.board(Fixture.narrow)
    let key = IdempotencyKey(rawValue: "key-2")
    let effects = state.effects(
      of: .pendingCreatesFound([
        FoundCreate(key: key, label: "DWH"),
        FoundCreate(
          key: IdempotencyKey(rawValue: "key-3"), label: "CRM", status: .foreign(.otherCompany("Beta"))),
      ]))
    #expect(effects == [.resumeCreate(number: 1, key)])
    #expect(state.screenText.contains("another company"))
  }
}

extension State {
  /// All events, chosen in the picker from the form's events: it is beside the form or opened by Enter.
  var choosingAllEvents: State { pressing(context == .picker ? "a" : "Enter a Enter") }
}
