import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI

extension State {
  var header: String { FrameText.row(0, of: view(self, size)) }

  /// The loop's clock says so many seconds after the fixture's moment.
  func at(_ seconds: Double) -> State { after(.clockTicked(Fixture.now.addingTimeInterval(seconds))) }
}

extension Fixture {
  /// A good answer by the seconds after the fixture's moment at which it was asked for and received.
  static func answer(
    asked: Double, received: Double, serverDate: Double? = nil, _ subscriptions: [Subscription] = subscriptions
  ) -> Action {
    var context = AnswerContext(
      receivedAt: now.addingTimeInterval(received), askedAt: now.addingTimeInterval(asked),
      serverDate: now.addingTimeInterval(serverDate ?? received))
    context.rateLimit = Self.context.rateLimit
    return .listLoaded(Answer(SubscriptionList(subscriptions.map { .readable($0) }), context: context))
  }

  /// A failed try, by the seconds after the fixture's moment.
  static func failure(
    _ kind: Failure.Kind, status: Int? = nil, at seconds: Double = 0, retryIn: Double? = nil
  ) -> Action {
    let at = now.addingTimeInterval(seconds)
    return .listFailed(
      Failure(
        kind, status: status ?? (kind == .rateLimited ? 429 : 500), requestID: status.map { _ in "req_9" },
        retryAt: retryIn.map { at.addingTimeInterval($0) }, isFintorosAnswer: status != nil),
      at: at, random: 0)
  }
}

extension Effect {
  /// Whether carrying it out sends a request to Fintoro.
  var asksFintoro: Bool {
    switch self {
    case .loadList, .loadCompany, .create, .resumeCreate, .changeMarked, .readSubscription, .edit, .delete, .rotate,
      .adopt:
      true
    default: false
    }
  }
}
