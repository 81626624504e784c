import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite("Overdue on the screens")
struct OverdueTests {
  /// Learnt from a delivery every half an hour, day and night, for 40 days.
  static let rhythm: Rhythm? = {
    let start = Fixture.now - 40 * 86_400
    let successes = stride(from: 0, to: 40 * 86_400, by: 1_800.0).map { second in
      SeenSuccess(at: start + second, seenAt: start + second + 10)
    }
    return Rhythm(
      successes, watched: [WatchedSpan(from: start, to: Fixture.now)], calendar: .sk, until: Fixture.now)
  }()

  private static func subscription(_ id: Int, _ name: String, ago: Double) -> Subscription {
    Subscription(
      id: id, companyID: 15, name: name, url: "https://\(id).acme.sk/in", subscribedEvents: ["invoices.created"],
      lastSuccessAt: Fixture.ago(ago), createdAt: Fixture.ago(400 * 86_400))
  }

  /// Two of three get deliveries; what the third usually gets is known.
  static func board(_ size: Size) -> State {
    let subscriptions = [
      subscription(811, "Archive", ago: 5 * 3_600), subscription(812, "ERP mirror", ago: 600),
      subscription(813, "Warehouse", ago: 60),
    ]
    let board = Fixture.board(size, subscriptions)
    return rhythm.map { board.after(.rhythmsLearnt([811: $0, 812: $0])) } ?? board
  }

  @Test("It is said with its reason, counted, found by its word, and its weight is a warning because of the witness")
  func shown() {
    let board = Self.board(Fixture.wide)
    #expect(board.words.contains("1 overdue"))
    #expect(board.words.contains("? Archive") || board.words.contains("?Archive"))
    for filter in ["is:overdue", "overdue"] {
      let filtered = board.pressing("/").typing(filter)
      #expect(filtered.board.shown.map(\.id) == [.subscription(811)])
    }
    let clicked = board.after(.clicked(.boardOverdue))
    #expect(clicked.words.contains("✔ ok"))
    #expect(clicked.words.contains("usually a delivery every 30 min"))
    #expect(clicked.words.contains("“Warehouse” got a delivery at 14:09:00."))
    #expect(board.pressing("x").board.shown.map(\.id) == [.subscription(811)])
    #expect(board.board.shown.first?.id == .subscription(811))
  }

  @Test("Beside overdue no sentence calls a long silence normal")
  func quiet() throws {
    let rhythm = try #require(Self.rhythm)
    let board = Fixture.board(Fixture.narrow, [Self.subscription(811, "Archive", ago: 20 * 86_400)])
    #expect(board.words.contains("normal for rare events"))
    for keys in ["", "Enter"] {
      let words = board.after(.rhythmsLearnt([811: rhythm])).pressing(keys).words
      #expect(words.contains("Overdue:") && words.contains("Last success 20 d ago") && !words.contains("normal"))
    }
  }

  @Test("A delivery ends it, and time alone begins it")
  func moments() throws {
    let due = try #require(Self.rhythm?.dueAt(after: Fixture.now - 600))
    let board = Self.board(Fixture.wide)
    #expect(board.list.nextAssessment == due)
    let delivered = Self.board(Fixture.wide).after(
      Fixture.answer(asked: 1, received: 1, [Self.subscription(811, "Archive", ago: -1)]))
    #expect(!delivered.words.contains("overdue"))
  }

  @Test("Without what was learnt nothing is said")
  func unknown() {
    #expect(!Fixture.board(Fixture.wide, [Self.subscription(811, "Archive", ago: 5 * 3_600)]).words.contains("overdue"))
  }
}
