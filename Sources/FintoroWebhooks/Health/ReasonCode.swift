public import struct Foundation.Date

extension AssessedSubscription {
  /// Why it is in its state, as one word for programs. New ones may come; none changes its meaning.
  public func reasonCode(at now: Date) -> String {
    switch health.state {
    case .odd: health.oddities.first.map(Self.code) ?? "odd"
    case .failing, .neverOK:
      RetryClock(subscription, state: health.state).map { $0.givesUpAt <= now } == true
        ? health.state.hyphenatedWord + "-gave-up" : health.state.hyphenatedWord
    case .disabled: subscription.disabledReason == nil ? "disabled" : "disabled-with-reason"
    case .recovered, .silent, .new, .quiet, .ok: health.state.hyphenatedWord
    }
  }

  private static func code(_ oddity: Health.Anomaly) -> String {
    switch oddity.problem {
    case .future: "odd-future-time"
    case .unreadable: "odd-unreadable-time"
    case .absent: "odd-absent-time"
    case .notAllEvents: "odd-unreadable-events"
    }
  }
}
