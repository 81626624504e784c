import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI

extension Scene {
  static let screens = [
    Scene("detail", layout) { Fixture.board($0).pressing("Down Enter") },
    Scene("past", layout) { LookingBackTests.past($0) },
    Scene("past-detail") { LookingBackTests.past($0).pressing("Enter") },
    Scene("past-unwatched") { LookingBackTests.past($0, secondsAgo: 16 * 86_400) },
    Scene("past-refused") { LookingBackTests.past($0).pressing("D") },
    Scene("detail-timeline", layout) { size in
      Fixture.onERP(size).pressing("Enter").knowingPast().pressing("Left Left Left Left")
    },
    Scene("detail-timeline-30-days") { size in
      Fixture.board(size).pressing("Down Down Enter").knowingPast().pressing("H Left Left Left")
    },
    Scene("detail-secret") { size in
      let kept = SecretLocationTests.kept(.rotated, at: RotateTests.at)
      return Fixture.onERP(size).pressing("Enter PgDn").after(.secretsInspected([801: .kept(kept)], news: []))
    },
    Scene("detail-offline") {
      Fixture.board($0).pressing("Down Enter").after(Fixture.failure(.unreachable(.refused)))
    },
    Scene("detail-gone") { size in
      Fixture.board(size).pressing("Down Enter").after(
        Fixture.answer(asked: 0, received: 0, [Fixture.subscriptions[8]]))
    },
    Scene("log", layout) { WatchLogTests.changed($0).pressing("L").knowingEvents().pressing("Down") },
    Scene("log-30-days") {
      Fixture.board($0).pressing("L").knowingEvents().pressing("End Enter").knowingEvents(.days7).pressing("End Enter")
        .knowingEvents(.days30).pressing("Home PgDn PgDn")
    },
    Scene("log-filter") {
      WatchLogTests.changed($0).pressing("L").knowingEvents().pressing("/").typing("state:failing")
    },
    Scene("log-off") {
      WatchLogTests.changed($0).after(.historyTurnedOff(sentence: "History is turned off in ~/x (history = false)."))
        .pressing("L")
    },
    Scene("log-empty") { Fixture.board($0).pressing("L") },
    Scene("log-connection") { size in
      Fixture.board(size).at(18).after(Fixture.failure(.server, status: 503, at: 18)).at(30)
        .after(Fixture.failure(.unreachable(.refused), at: 30)).at(40).after(Fixture.answer(asked: 40, received: 40))
        .pressing("z L")
    },
    Scene("backfill", layout) { Fixture.board($0).pressing("Down b") },
    Scene("backfill-saving") { Fixture.board($0).pressing("Down b s") },
    Scene("coverage", layout) { Fixture.board($0, CoverageScreenTests.duplicates).pressing("v") },
    Scene("coverage-list", layout) { Fixture.board($0, CoverageScreenTests.duplicates).pressing("v x Down") },
    Scene("coverage-broken") { Fixture.board($0, Array(Fixture.subscriptions.prefix(2))).pressing("v") },
    Scene("form-empty", layout) { Fixture.board($0).pressing("n") },
    Scene("form-filled") { FormTests.filled($0) },
    Scene("form-refused") { size in
      let fields = ["name": ["The name is too long."], "url": ["The host does not resolve to a public address."]]
      return FormTests.filled(size).pressing("Enter").after(
        .createFinished(number: 1, .refused(Failure(.invalid(fields: fields), status: 422))))
    },
    Scene("form-sending") { FormTests.filled($0).pressing("Enter").waiting(3) },
    Scene("form-limited") { size in
      let limit = Failure(.rateLimited, status: 429, retryAt: Fixture.now.addingTimeInterval(40))
      return FormTests.filled(size).after(.companyFailed(limit)).pressing("Enter")
    },
    Scene("form-switch", [Fixture.narrow, Size(columns: 60, rows: 16)]) {
      Fixture.board($0).pressing("n Enter Enter Space")
    },
    Scene("edit") { Fixture.editing($0) },
    Scene("picker", layout) { picking($0).pressing("Space Down Down r End Up Space") },
    Scene("picker-filtered") { picking($0).pressing("/").typing("invoices.*, *.paid") },
    Scene("picker-asking", [Fixture.narrow, Size(columns: 100, rows: 30)]) { picking($0).pressing("Space Esc") },
  ]

  static let overview = [
    Scene("overview", layout) { heard($0).state },
    Scene("overview-pending", wrapping) { size in
      heard(size).after(.pendingCreatesFound([PendingTests.stale]), of: "beta").state
    },
    Scene("overview-filter") { size in
      let companies = heard(size).pressing("/")
      return "beta".reduce(companies) { $0.after(.keyPressed(.character($1))) }.state
    },
    Scene("overview-loading") { Fixture.companies($0).pressing("o").state },
    Scene("overview-troubled") { size in
      heard(size).after(Fixture.failure(.rateLimited, retryIn: 40), of: "prod")
        .after(Fixture.failure(.unreachable(.refused)), of: "beta").pressing("Down").state
    },
  ]

  /// In the picker of a new subscription, beside the form or over it.
  private static func picking(_ size: Size) -> State {
    let events = Fixture.board(size).pressing("n Tab Tab Tab")
    return events.context == .picker ? events : events.pressing("Enter")
  }

  private static func heard(_ size: Size) -> Companies {
    Fixture.companies(size).pressing("o")
      .after(.listLoaded(Fixture.list([.readable(Fixture.stockAlerts)])), of: "beta")
      .after(.companyLoaded(Answer("Beta Trading a.s.", context: Fixture.context)), of: "beta")
      .after(Fixture.failure(.unreachable(.nameNotFound)), of: "old")
  }
}
