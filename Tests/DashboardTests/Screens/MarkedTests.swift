import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

/// One change for the marked subscriptions.
@Suite struct MarkedTests {
  /// BI export, ERP sync and Old CRM, which is paused already.
  static func marked(_ size: Size = Fixture.wide) -> State {
    Fixture.board(size).pressing("Space Space /").typing("crm").pressing("Enter Space Esc m")
  }

  private func base(_ id: Int) -> SubscriptionInput {
    SubscriptionInput(Fixture.subscriptions.first { $0.id == id } ?? Fixture.subscriptions[0])
  }

  @Test("Marks that the filter leaves out of the list are told of before anything is chosen")
  func hiddenMarks() {
    let state = Fixture.board(Fixture.wide).pressing("a /").typing("crm").pressing("Enter m")
    #expect(state.screenText.contains("8 of them not shown by the filter"))
    #expect(!Self.marked().screenText.contains("not shown by the filter"))
  }

  @Test("One confirmation lists them all, with what is left alone and why; Enter is the safe choice")
  func confirmation() {
    var state = Self.marked().pressing("Enter")
    let text = state.screenText
    #expect(text.contains("Disable 3 subscriptions"))
    #expect(text.contains("BI export 802") && text.contains("ERP sync 801"))
    #expect(text.contains("Old CRM 804 already disabled"))
    #expect(text.contains("2 will change."))
    #expect(state.effects(of: .keyPressed(.enter)) == [])
    #expect(state.context == .board)
    #expect(state.board.marked.count == 3)
  }

  @Test("Of one its question says it, of several them")
  func oneOrSeveral() {
    let one = Fixture.board(Fixture.narrow).pressing("Space m Enter")
    #expect(one.words.contains("while it is disabled") && one.words.contains("y change it"))
    let several = Self.marked().pressing("Enter")
    #expect(several.words.contains("while they are disabled") && several.words.contains("y change them"))
  }

  @Test("They are changed one after another, each has its result line, and the list is asked for at the end")
  func working() {
    var state = Self.marked().pressing("Enter")
    #expect(state.effects(of: .keyPressed("y")) == [.changeMarked(802, base: base(802), .disable)])
    #expect(state.board.marked.isEmpty)
    #expect(state.effects(of: .markedChanged(802, .changed)) == [.changeMarked(801, base: base(801), .disable)])
    #expect(state.effects(of: .markedChanged(801, .edited(.gone))) == [.loadList])
    let text = state.screenText
    #expect(text.contains("✔ BI export 802 disabled"))
    #expect(text.contains("✖ ERP sync 801 is gone: it was deleted meanwhile"))
    #expect(text.contains("1 changed, 1 failed, 1 unchanged"))
    #expect(state.pressing("Esc").context == .board)
  }

  @Test("A pattern that names no event is told, and none of the others is taken without it")
  func misspeltEvent() {
    let adding = Self.marked().pressing("Down Down Enter").typing("orders.*, invoces.paid")
    #expect(adding.screenText.contains("No event matches \"invoces.paid\". Did you mean invoices.paid?"))
    #expect(adding.pressing("Enter").context == .markedEvents)
    // An event that none of the marked gets cannot be removed from them.
    let removing = Self.marked().pressing("Down Down Down Enter").typing("invoices.paid, price-list-items.*")
    #expect(removing.screenText.contains("No event of the marked matches \"price-list-items.*\"."))
    #expect(removing.pressing("Enter").context == .markedEvents)
  }

  @Test("One that vanished before it is confirmed is reported, and the rest is done")
  func vanishedBefore() {
    let left = Fixture.subscriptions.filter { $0.id != 801 }
    var state = Fixture.board(Fixture.wide).pressing("Space Space").after(
      .listLoaded(Fixture.list(left.map { .readable($0) }))
    ).pressing("m Enter")
    #expect(state.screenText.contains("✖ ERP sync 801 is gone from Fintoro's list"))
    #expect(state.effects(of: .keyPressed("y")) == [.changeMarked(802, base: base(802), .disable)])
  }

  @Test("A 429 in the middle waits for its time, and then the same one goes on")
  func rateLimited() {
    let until = Fixture.now.addingTimeInterval(40)
    let limit = Failure(.rateLimited, status: 429, retryAt: until)
    var state = Self.marked().pressing("Enter y")
    #expect(state.effects(of: .markedChanged(802, .failed(limit))) == [])
    #expect(state.screenText.contains("goes on at 14:10:40"))
    #expect(
      !state.effects(of: .clockTicked(until.addingTimeInterval(-1))).contains {
        if case .changeMarked = $0 { true } else { false }
      })
    #expect(state.effects(of: .clockTicked(until)).contains(.changeMarked(802, base: base(802), .disable)))
  }

  @Test("One that was changed and not read back for a 429 is done, and the next waits for its time")
  func notReadBack() {
    let limit = Failure(.rateLimited, status: 429, retryAt: Fixture.now.addingTimeInterval(40))
    var state = Self.marked().pressing("Enter y")
    #expect(state.effects(of: .markedChanged(802, .edited(.acceptedNotReadBack(Fixture.erp, limit)))) == [])
    #expect(state.screenText.contains("✔ BI export 802 disabled (not read back: rate limited)"))
    #expect(state.screenText.contains("goes on at 14:10:40"))
  }

  @Test("Esc in the middle lets what was sent finish and leaves the rest as it is")
  func stopped() {
    var state = Self.marked().pressing("Enter y Esc")
    #expect(state.context == .markedWork)
    #expect(state.effects(of: .markedChanged(802, .changed)) == [.loadList])
    #expect(state.screenText.contains("ERP sync 801 not begun"))
    #expect(state.board.marked == [801: "ERP sync"])
  }

  @Test("Where nothing may be written the reason is said and no other is tried")
  func locked() {
    var state = Self.marked().pressing("Enter y")
    let sentence = WriteLock.tokenMayNotWrite.sentence
    #expect(state.effects(of: .markedChanged(802, .edited(.locked(sentence)))) == [.loadList])
    #expect(state.screenText.contains("0 changed, 2 failed, 1 unchanged"))
    #expect(state.screenText.contains("The token may only read (403)"))
  }

  @Test("Events are named by patterns, shown as one types, and added or removed")
  func events() {
    let naming = Self.marked().pressing("Down Down Enter").typing("orders.* invoices.paid")
    #expect(naming.screenText.contains("4 events: invoices: paid · orders: created updated deleted"))
    let adding = naming.pressing("Enter")
    #expect(adding.screenText.contains("Add 4 events to 3 subscriptions"))
    var removing = Self.marked().pressing("Down Down Down Enter").typing("invoices.*").pressing("Enter")
    // BI export has nothing else.
    #expect(removing.screenText.contains("BI export 802 left: it would have no event"))
    let types = ["invoices.created", "invoices.updated", "invoices.paid"].map { EventType($0) }
    #expect(removing.effects(of: .keyPressed("y")) == [.changeMarked(801, base: base(801), .remove(types))])
  }

  @Test("A pattern that names nothing goes nowhere")
  func noEvents() {
    let state = Self.marked().pressing("Down Down Enter").typing("zebras").pressing("Enter")
    #expect(state.context == .markedEvents)
    #expect(state.screenText.contains("No event matches \"zebras\"."))
  }

  @Test("Without marks m says how to mark")
  func none() {
    #expect(Fixture.board(Fixture.narrow).pressing("m").screenText.contains("Mark rows first: Space one, a all."))
  }
}
