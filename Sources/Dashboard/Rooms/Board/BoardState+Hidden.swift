import FintoroWebhooks

extension BoardState {
  /// The last reading of everything that may be there, whether the last list could be read of it or not.
  var lastReadings: [AssessedSubscription] { subscriptions + hiddenReadings.values }

  func lastReading(_ id: Int) -> AssessedSubscription? { subscription(id) ?? hiddenReadings[id] }

  /// What the last list may hold without its having been read.
  var hidden: HiddenSubscriptions { HiddenSubscriptions(unreadable) }

  /// Whether a list is here and surely does not have it: not even among what cannot be read.
  func isGone(_ id: Int) -> Bool { rows != nil && subscription(id) == nil && !hidden.mayHold(id) }

  /// A sentence for where a subscription is asked for that is not among the readable ones.
  func whyMissing(_ id: Int) -> String {
    if let element = unreadable.first(where: { $0.id == id }) {
      return "This subscription could not be read in Fintoro's last answer: \(element.problem)."
    }
    guard !isGone(id) else { return "This subscription is not in Fintoro's last answer any more." }
    let elements = unreadable.count == 1 ? "1 element" : "\(unreadable.count) elements"
    return
      "Whether this subscription is still there is not known: \(elements) of Fintoro's last answer could not be read."
  }

  private var unreadable: [UnreadableSubscription] { rows?.compactMap(\.unreadable) ?? [] }
}
