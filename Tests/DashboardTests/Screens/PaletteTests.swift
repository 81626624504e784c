import FintoroWebhooks
import TerminalUI
import Testing

@testable import Dashboard

/// The palette and the help page: the ways to a command for somebody who does not know its key.
@Suite struct PaletteTests {
  private static let board = Fixture.board(Fixture.narrow)

  /// What the palette of a state finds for a text, best first.
  private static func found(_ text: String, _ start: State = board) -> [PaletteEntry] {
    let state = start.pressing("F2").typing(text)
    guard case .palette(let palette) = state.modal else { return [] }
    return palette.entries(in: state.world)
  }

  @Test(
    "Every command of a screen is found by its line, and Enter does what its key does",
    arguments: ["", "Enter", "v", "L", "P", "b", "n", "n Tab Tab Tab Enter"])
  func everyCommand(keys: String) {
    let start = Self.board.pressing(keys)
    for entry in Self.found("", start) {
      guard let command = entry.command, ![.suspend, .quit].contains(command) else { continue }
      #expect(Self.found(entry.text, start).first?.command == command, "\(entry.text)")
      let key = Bindings.all.first { $0.command == command && $0.context == start.context }?.keys.first
      let ran = start.pressing("F2").typing(entry.text).pressing("Enter")
      #expect(ran == key.map { start.after(.keyPressed($0)) }, "\(entry.text)")
    }
  }

  @Test("The words of the footer find what they name, on every screen", arguments: ["", "Enter", "v", "L", "P", "b"])
  func footerNames(keys: String) {
    let start = Self.board.pressing(keys)
    for binding in Bindings.of(start.context) where binding.footer != nil && binding.command != .nextSubscriber {
      guard let name = binding.footer, Self.found("", start).contains(where: { $0.command == binding.command }) else {
        continue
      }
      #expect(Self.found(name, start).first?.command == binding.command, "\(name)")
    }
  }

  @Test(
    "People's own words find a command first",
    arguments: [
      ("quit", .quit), ("exit", .quit), ("search", .filter), ("find", .filter), ("filter", .filter), ("create", .new),
      ("new", .new), ("add", .new), ("disable", .toggleEnabled), ("enable", .toggleEnabled), ("pause", .toggleEnabled),
      ("resume", .toggleEnabled), ("profile", .companies), ("switch", .companies), ("company", .companies),
      ("history", .log), ("log", .log), ("help", .help), ("keys", .help), ("remove", .delete), ("secret", .rotate),
      ("outage", .backfill), ("config", .settings), ("theme", .theme), ("pending", .pending), ("clone", .duplicate),
      ("refresh", .refresh), ("coverage", .coverage), ("sort", .sort),
    ] as [(String, Command)])
  func synonyms(text: String, command: Command) { #expect(Self.found(text).first?.command == command) }

  @Test(
    "Words name a subscription and what to do with it",
    arguments: [
      ("erp dis", "disable ERP sync"), ("old enable", "enable Old CRM"), ("erp", "open ERP sync"),
      ("803", "open Invoices → DWH"), ("delete quotes", "delete Quotes bot"), ("pause 801", "disable ERP sync"),
      ("erp d", "disable ERP sync"),
    ])
  func subscriptions(text: String, line: String) { #expect(Self.found(text).first?.text == line) }

  @Test("Nothing but opening is offered for a name alone")
  func onlySafe() { #expect(Self.found("erp sync").map(\.text) == ["open ERP sync"]) }

  @Test("What is done with a subscription is done with that one, wherever the cursor is")
  func acts() {
    var state = Self.board.pressing(":").typing("erp dis")
    #expect(state.effects(of: .keyPressed(.enter)) == [.readSubscription(id: 801)])
    #expect(Self.board.pressing(":").typing("erp delete").pressing("Enter").words.contains("Delete ERP sync (801)?"))
    let detail = Self.board.pressing("v :").typing("erp").pressing("Enter")
    #expect(detail.words.contains("ERP sync 801") && detail.context == .detail)
  }

  @Test("A state filters the board, from every screen", arguments: ["", "v", "Enter", "L"])
  func states(keys: String) {
    let state = Self.board.pressing(keys + " F2").typing("failing").pressing("Enter")
    #expect(state.screen == .board && state.board.filter == "state:failing")
  }

  @Test("A theme is taken, a company gone to")
  func themesAndCompanies() {
    var state = Self.board
    state.themes = [.roles, .plain]
    #expect(state.pressing("F2").typing("plain").pressing("Enter").theme.name == "plain")
    var companies = Fixture.companies(Fixture.narrow)
    for key in ["F2", "b", "e", "t", "a", "Enter"] { companies = companies.pressing(key) }
    #expect(companies.state.session.profile == "beta")
  }

  @Test("A form is not left by the palette: only its own commands are found there")
  func form() { #expect(!Self.found("erp", Self.board.pressing("n")).contains { $0.text.contains("ERP") }) }

  @Test(
    "A word that names nothing finds nothing, though its letters stand in many lines", arguments: ["globex", "solar"])
  func unknown(text: String) {
    #expect(Self.found(text).isEmpty)
    #expect(Self.board.pressing("F2").typing(text).screenText.contains("No such command."))
  }

  @Test("The box stays where it is while one types")
  func steady() {
    func frame(_ state: State) -> [Int] {
      state.screenText.split(separator: "\n").enumerated().filter {
        $0.element.contains("╭") || $0.element.contains("╰")
      }
      .map(\.offset)
    }
    let empty = frame(Self.board.pressing(":"))
    for text in ["erp", "xyzzy", "s"] { #expect(frame(Self.board.pressing(":").typing(text)) == empty) }
  }

  @Test(
    "Help has every key of its screen on one page", arguments: ["", "Enter", "v", "L", "P", "b", "o"],
    [Fixture.narrow, Fixture.wide])
  func help(keys: String, size: Size) {
    let start = Fixture.board(size).pressing(keys)
    let help = start.pressing("?")
    for binding in Bindings.of(start.context) {
      #expect(help.words.contains(Truncation.end(binding.shortName, to: 15).dropLast()), "\(binding.shortName)")
    }
    for state in HealthState.allCases { #expect(help.words.contains("\(state.symbol) \(state.word)")) }
  }

  @Test(
    "Help has every name whole, and the first key of each",
    arguments: ["", "Enter", "v", "L", "P", "n", "n Tab Tab Tab Enter"])
  func wholeNames(keys: String) {
    let start = Self.board.pressing(keys)
    let help = start.pressing("F1").words
    #expect(help.contains("Keys · \(start.context.title) ─"))
    for binding in Bindings.of(start.context) {
      #expect(help.contains("\(binding.keys[0].name) ") && help.contains(binding.shortName), "\(binding.shortName)")
    }
  }

  @Test("In help / searches and Enter does it; Tab shows the keys of all screens, and back")
  func searching() {
    let found = Self.board.pressing("? /").typing("sort")
    #expect(found.pressing("Enter").words.contains("Sort by"))
    let all = Self.board.pressing("? Tab")
    #expect(all.words.contains("All keys") && all.words.contains("Tab this screen"))
    #expect(all.pressing("Tab").screenText == Self.board.pressing("?").screenText)
    #expect(Self.board.pressing("Enter ? Tab").screenText.split(separator: "\n")[2].contains("Detail"))
  }
}
