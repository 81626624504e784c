import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI

extension Scene {
  /// The first screen: what is known of the connection, what is listed, what is said below.
  static let board = [
    Scene("board", layout) { Fixture.board($0).pressing("Down") },
    Scene("board-beside", [Size(columns: 160, rows: 45)]) { Fixture.board($0).pressing("Down") },
    Scene("board-loading") { Fixture.start($0) },
    Scene("board-refused") { Fixture.start($0).after(Fixture.failure(.unauthenticated, status: 401)) },
    Scene("board-no-list") {
      Fixture.start($0).after(Fixture.failure(.unreadable(problem: "it is HTML"), status: 200))
    },
    Scene("board-no-list-held") { Fixture.start($0).after(Fixture.failure(.server)).pressing("z").waiting(7) },
    Scene("board-no-list-limited") { Fixture.start($0).after(Fixture.failure(.rateLimited, retryIn: 40)) },
    Scene("board-asking") { Fixture.board($0).at(18).at(24) },
    Scene("board-stale") { Fixture.board($0).at(18).after(Fixture.failure(.server, status: 503, at: 18)) },
    Scene("board-slept") { Fixture.board($0).at(8 * 3_600) },
    Scene("board-offline", two + [Size(columns: 200, rows: 60)]) {
      Fixture.board($0).after(Fixture.failure(.unreachable(.refused)))
    },
    Scene("board-offline-days") {
      Fixture.board($0).after(Fixture.failure(.unreachable(.refused))).at(3 * 86_400)
    },
    Scene("board-refused-later") { Fixture.board($0).after(Fixture.failure(.unauthenticated, status: 401)) },
    Scene("board-limited") { Fixture.board($0).after(Fixture.failure(.rateLimited, retryIn: 40)) },
    Scene("board-limited-untold") { Fixture.board($0).after(Fixture.failure(.rateLimited)) },
    Scene("board-limited-live") { size in
      let until = Fixture.now.addingTimeInterval(40)
      return Fixture.board(size).after(.companyFailed(Failure(.rateLimited, status: 429, retryAt: until)))
    },
    Scene("board-held") { Fixture.board($0).pressing("z").at(90) },
    Scene("board-clocks") { Fixture.start($0).after(Fixture.answer(asked: 0, received: 0, serverDate: 7_200)) },
    Scene("board-empty") { Fixture.board($0, []) },
    Scene("board-empty-again") { Fixture.board($0).after(Fixture.answer(asked: 0, received: 0, [])) },
    Scene("board-empty-offline") { Fixture.board($0, []).after(Fixture.failure(.unreachable(.refused))) },
    Scene("board-unreadable") { size in
      let broken = UnreadableSubscription(position: 2, id: 850, problem: "`url` is a number where a text was expected")
      return Fixture.start(size).after(
        .listLoaded(Fixture.list([.readable(Fixture.erp), .unreadable(broken), .readable(Fixture.subscriptions[8])])))
    },
    Scene("board-marked") { size in
      WatchLogTests.changed(size).pressing("s Down Down Down Enter C Down Space Up Space Enter Space Space")
    },
    Scene("board-filtering") { Fixture.board($0).pressing("/").typing("state:failing") },
    Scene("board-filter-problem") { Fixture.board($0).pressing("/").typing("state:failing evnt:invoices.*") },
    Scene("board-no-match") { Fixture.board($0).pressing("/").typing("nobody").pressing("Enter") },
    Scene("board-no-trouble") { Fixture.board($0, [Fixture.subscriptions[8]]).pressing("x") },
    Scene("board-exact-times") { Fixture.board($0).pressing("t") },
    Scene("board-24-hours", [Size(columns: 100, rows: 30), Fixture.wide, Size(columns: 200, rows: 60)]) {
      Fixture.board($0).pressing("H").knowingPast()
    },
    Scene("board-30-days", [Size(columns: 100, rows: 30), Fixture.wide, Size(columns: 200, rows: 60)]) {
      Fixture.board($0).pressing("H H").knowingPast()
    },
    Scene("board-rotated") { size in
      let kept = SecretLocationTests.kept(.rotated, at: RotateTests.at)
      return Fixture.onERP(size).after(.secretsInspected([801: .kept(kept)], news: []))
    },
    Scene("board-danger", [Fixture.narrow]) { Fixture.companies($0).state },
    Scene("board-demo") { size in
      var state = Fixture.board(size)
      state.session.isDemo = true
      return state
    },
    Scene("read-only") { Fixture.onERP($0).after(.writeLockFound(.readOnlyProfile("prod"))) },
    Scene("board-gaps", layout) { GapTests.seen($0) },
    Scene("board-overdue", layout) { OverdueTests.board($0).after(.clicked(.boardOverdue)) },
    Scene("board-acknowledged") { GapTests.acknowledged($0) },
    Scene("board-creating") { FormTests.filled($0).pressing("Enter Esc").waiting(7) },
    Scene("board-create-lost") { size in
      let kept = CreateOutcome.kept(
        IdempotencyKey(rawValue: "k"), Failure(.connectionLost, retryAt: Fixture.now.addingTimeInterval(40)))
      return FormTests.filled(size).pressing("Enter")
        .after(.createFinished(number: 1, kept, at: Fixture.now, random: 0)).pressing("Esc").waiting(7)
    },
    Scene("board-leaving") { RotateTests.sent($0).pressing("Ctrl-C") },
    Scene("tour", [Fixture.narrow, Size(columns: 200, rows: 60)]) { size in
      var state = Fixture.board(size)
      state.tour = Tour(at: Fixture.now)
      return state
    },
    Scene("too-small", [Size(columns: 20, rows: 5), Size(columns: 59, rows: 16), Size(columns: 60, rows: 15)]) {
      Fixture.board($0)
    },
  ]

  /// The pane and the sheet of every state that a subscription can be in.
  static let reasons = Fixture.subscriptions.flatMap { subscription in
    let word = AssessedSubscription(subscription, at: ServerTime(now: Fixture.now)).health.state.word
      .replacing(" ", with: "-")
    return [
      Scene("reason-\(word)", [Fixture.narrow]) { Fixture.board($0, [subscription]) },
      Scene("backfill-\(word)", [Size(columns: 100, rows: 30)]) { Fixture.board($0, [subscription]).pressing("b") },
    ]
  }
}
