import Dashboard
import FintoroAPI
import FintoroWebhooks
import Foundation
import TerminalUI

/// So many subscriptions in all states, the same in every run, as bytes, values and a board.
struct Rows {
  static let size = Size(columns: 100, rows: 30)
  /// 2026-03-18 14:10:00 UTC.
  static let now = Date(timeIntervalSince1970: 1_773_843_000)

  let subscriptions: [Subscription]
  let time = ServerTime(now: now)
  let assessed: [AssessedSubscription]
  let body: [UInt8]
  let board: State

  init(_ count: Int) throws {
    let subscriptions = (0..<count).map(Self.subscription)
    self.subscriptions = subscriptions
    let time = time
    assessed = subscriptions.map { AssessedSubscription($0, at: time) }
    body = try Self.json(subscriptions)
    let theme = Theme(name: "plain", surfaces: [:], inks: [:])
    var state = State(
      session: Session(profile: "bench", baseURL: "https://app.fintoro.sk/api/public/v1", isDemo: false),
      themes: [theme], theme: theme, now: Self.now, zone: .gmt, size: Self.size)
    _ = update(&state, Self.loaded(subscriptions))
    board = state
  }

  static func loaded(_ subscriptions: [Subscription]) -> Action {
    let context = AnswerContext(receivedAt: now, serverDate: now)
    return .listLoaded(Answer(SubscriptionList(subscriptions.map { .readable($0) }), context: context))
  }

  /// A fixed spread: most are well, some fail, some are disabled.
  private static func subscription(_ index: Int) -> Subscription {
    // Neighbours in the list are none in any order.
    let number = (index &* 7_919) % 1_000_003
    let types = EventCatalogue.types
    return Subscription(
      id: 800 + index, companyID: 15, name: index % 25 == 0 ? nil : "Endpoint \(number)",
      url: "https://hooks-\(number).example.com/fintoro", isActive: number % 20 != 4,
      subscribedEvents: (0...(number % 6)).map { types[(number + $0) % types.count] },
      lastSuccessAt: number % 20 == 2 ? .never : ago(Double(number % 90_000)),
      lastFailureAt: number % 20 < 3 ? ago(Double(number % 9_000)) : .never, createdAt: ago(9_000_000))
  }

  private static func ago(_ seconds: Double) -> Timestamp { Timestamp(now.addingTimeInterval(-seconds)) }

  private static func json(_ subscriptions: [Subscription]) throws -> [UInt8] {
    let format = ISO8601DateFormatter()
    func text(_ seconds: Double) -> String { format.string(from: now.addingTimeInterval(-seconds)) }
    let elements = subscriptions.map { one -> [String: Any] in
      [
        "id": one.id, "companyId": 15, "name": one.name ?? NSNull(), "url": one.url, "isActive": one.isActive,
        "subscribedEvents": one.subscribedEvents.map(\.rawValue), "lastSuccessAt": text(Double(one.id)),
        "lastFailureAt": NSNull(), "disabledAt": NSNull(), "disabledReason": NSNull(), "createdAt": text(9_000_000),
        "updatedAt": text(9_000_000),
      ]
    }
    return [UInt8](try JSONSerialization.data(withJSONObject: ["data": elements]))
  }
}

/// Answers every request with the same bytes at once.
struct CannedTransport: Transport {
  var body: [UInt8]

  func send(_ request: RawRequest) async throws(Failure) -> RawResponse {
    RawResponse(status: 200, headers: ["content-type": "application/json"], body: body)
  }

  func shutDown() async {}
}
