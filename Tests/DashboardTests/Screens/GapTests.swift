import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite("Gaps on the screens")
struct GapTests {
  /// What hooktop saw of the fixture's subscriptions: one goes on, one is to be fetched, one is lost.
  static let records: [GapRecord] = Fixture.subscriptions.flatMap { subscription in
    SubscriptionHistory(id: subscription.id, [ObservedSubscription(at: Fixture.now - 60, subscription)]).gaps()
      .map { GapRecord($0, GapSubject(subscription)) }
  }

  static func record(_ id: Int) -> GapRecord {
    guard let record = records.first(where: { $0.gap.subscriptionID == id }) else { fatalError("no gap of \(id)") }
    return record
  }

  static func seen(_ size: Size) -> State {
    Fixture.board(size).after(.gapsFound(records)).pressing("/").typing("id:801,803,804").pressing("Enter Down")
  }

  static func acknowledged(_ size: Size) -> State {
    var record = record(801)
    record.acknowledgement = GapAcknowledgement(by: "jano", at: Fixture.now - 600, state: .failing)
    return Fixture.board(size).after(.gapsFound([record])).pressing("Down")
  }

  private static func ticked(_ outcome: GapTick.Outcome = .fetched) -> GapRecord {
    var record = record(803)
    let endedAt = record.gap.endedAt ?? Fixture.now
    record.tick = GapTick(outcome, by: "jano", at: Fixture.now, endedAt: endedAt)
    return record
  }

  @Test("The summary counts the gaps to fetch, and a click on it filters to them")
  func summary() throws {
    let board = Fixture.board(Fixture.wide).after(.gapsFound(Self.records))
    #expect(board.words.contains("1 gap to fetch"))
    #expect(!Fixture.board(Fixture.wide).words.contains("to fetch,"))
    let clicked = board.after(.clicked(.boardGaps))
    #expect(clicked.board.filter == "is:gap")
    #expect(clicked.board.shown.map(\.id) == [.subscription(803)])
    #expect(clicked.after(.clicked(.boardGaps)).board.filter == "")
  }

  @Test("A gap of a subscription that is gone is counted until it is ticked")
  func deleted() {
    var record = Self.record(803)
    record.gap = Gap(
      of: 900, .failures, noticedAt: Fixture.now - 900, surelyFrom: Fixture.now - 900, possiblyFrom: Fixture.now - 900,
      url: "https://gone.acme.sk")
    (record.gap.end, record.gap.endedAt) = (.deleted, Fixture.now - 60)
    let board = Fixture.board(Fixture.wide).after(.gapsFound([record]))
    #expect(board.words.contains("1 gap to fetch, 1 of deleted"))
  }

  @Test("An acknowledgement that ends by time alone is over at its moment, though nothing else happens")
  func silenceEnds() {
    var record = Self.record(803)
    record.acknowledgement = GapAcknowledgement(by: "jano", at: Fixture.now - 600, until: Fixture.now + 3)
    let board = Fixture.board(Fixture.wide).after(.gapsFound([record]))
    #expect(!board.words.contains("to fetch,") && !board.words.contains("1 gap to fetch"))
    #expect((board.nextTick ?? .distantFuture) <= Fixture.now + 3)
    #expect(!board.at(2).words.contains("1 gap to fetch"))
    #expect(board.at(3).words.contains("1 gap to fetch"))
    // Offline nothing else changes as often.
    let offline = board.after(Fixture.failure(.unreachable(.refused))).at(2.5)
    #expect((offline.nextTick ?? .distantFuture) <= Fixture.now + 3.1)
  }

  @Test("The pane and the detail say what may be lost, and what is lost, each by its own word")
  func sentences() {
    let board = Fixture.board(Fixture.wide).after(.gapsFound(Self.records))
    let recovered = board.after(.clicked(.boardGaps))
    #expect(recovered.words.contains("1 gap to fetch: events from"))
    #expect(recovered.words.contains("may be lost; first known failure"))
    #expect(recovered.pressing("Enter").words.contains("to fetch, retries until"))
    let disabled = board.pressing("/").typing("id:804").pressing("Enter Enter")
    #expect(disabled.words.contains("on are lost: it was disabled; goes on"))
  }

  @Test("F on the sheet ticks what has ended, and F again takes that back")
  func fetched() {
    var sheet = Fixture.board(Fixture.wide).after(.gapsFound(Self.records)).pressing("/").typing("id:803")
      .pressing("Enter b")
    let id = Self.record(803).id
    #expect(sheet.words.contains("gap \(id.rawValue) events from"))
    #expect(sheet.effects(of: .keyPressed("F")) == [.decide(.done(.fetched), about: [id])])
    #expect(sheet.effects(of: .keyPressed("N")) == [.decide(.done(.nothingToFetch), about: [id])])
    var ticked = sheet.after(.gapsDecided(.done(.fetched), .kept([Self.ticked()])))
    #expect(ticked.words.contains("Ticked: fetched. F takes it back."))
    #expect(ticked.words.contains("fetched (jano, 14:10), retries until"))
    #expect(ticked.effects(of: .keyPressed("F")) == [.decide(.undone, about: [id])])
    #expect(!ticked.pressing("Esc").words.contains("gap to fetch"))
  }

  @Test("One that goes on cannot be ticked, and says why")
  func goesOn() {
    var sheet = Fixture.board(Fixture.wide).after(.gapsFound(Self.records)).pressing("/").typing("id:801")
      .pressing("Enter b")
    #expect(sheet.effects(of: .keyPressed("F")) == [])
    #expect(sheet.words.contains("Its gap goes on: tick it once deliveries are accepted again."))
    let none = Fixture.board(Fixture.wide).pressing("Down b F")
    #expect(none.words.contains("hooktop saw no gap here."))
  }

  @Test("A acknowledges in the state that the subscription is in, and takes it back")
  func acknowledge() {
    var board = Fixture.board(Fixture.wide).after(.gapsFound(Self.records)).pressing("Down")
    let id = Self.record(801).id
    #expect(board.effects(of: .keyPressed("A")) == [.decide(.acknowledge(state: .failing), about: [id])])
    var silenced = Self.acknowledged(Fixture.wide)
    #expect(silenced.words.contains("Acknowledged by jano at 14:00 until its state changes."))
    #expect(silenced.pressing("/").typing("is:ack").board.shown.map(\.id) == [.subscription(801)])
    #expect(silenced.effects(of: .keyPressed("A")) == [.decide(.unacknowledge, about: [id])])
    #expect(Fixture.board(Fixture.wide).pressing("Down A").words.contains("No gap to acknowledge"))
  }

  @Test("What could not be written down stays on the screen until a key is pressed")
  func failed() {
    let board = Fixture.board(Fixture.wide).after(.gapsDecided(.undone, .failed(problem: "The disk is full.")))
    #expect(board.waiting(60).words.contains("The disk is full."))
  }
}
