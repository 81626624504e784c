import struct Foundation.Date

/// States in which deliveries fail or failed a short time ago.
extension ReasonWriter {
  var failing: [Sentence] {
    guard let success = subscription.lastSuccessAt.date, let failure = subscription.lastFailureAt.date else {
      return []
    }
    let since =
      failure > success
      ? "Failing since some time after \(clock(success)), the last success."
      : "A delivery failed in the very second of the last success, \(clock(success))."
    return [
      Sentence(Phrase(since, .strong)),
      retries(of: failure),
      next("mend the receiver, then fetch what changed since \(clock(success))."),
    ]
  }

  var neverOK: [Sentence] {
    guard let failure = subscription.lastFailureAt.date else { return [] }
    return [
      Sentence(
        Phrase("No delivery has ever been accepted.", .urgent),
        Phrase(
          " Likely, in order: signature not checked as hex HMAC-SHA256 of the raw body, "
            + "receiver not public, TLS fails.")),
      retries(of: failure),
      next("mend the receiver, then fetch what changed since it was created."),
    ]
  }

  var recovered: [Sentence] {
    guard let failure = subscription.lastFailureAt.date else { return [] }
    return [
      Sentence(
        Phrase("Deliveries are accepted again.", .strong), Phrase(" When the failures began is not known.")),
      retries(of: failure),
      next("after that, fetch what changed up to \(clock(failure)), to be sure."),
    ]
  }

  /// One bound, the latest possible; whether `lastFailureAt` is an early attempt or the last one is not known.
  private func retries(of failure: Date) -> Sentence {
    let window = Double(DeliverySchedule.window)
    let failed = clock(failure)
    let end = clock(failure.addingTimeInterval(window))
    let left = failure.addingTimeInterval(window).timeIntervalSince(time.now)
    if left <= 0 {
      return Sentence(
        Phrase("Retries of what failed at \(failed) ended by "), Phrase(end, .strong),
        Phrase(" at the latest; it may be lost already."))
    }
    let attempts = "\(DeliverySchedule.attempts) attempts over \(TimeText.duration(window))"
    return Sentence(
      Phrase("\(attempts): what failed at \(failed) is accepted or lost by "),
      Phrase(end, assessed.health.state == .recovered ? .warning : .urgent),
      Phrase(" at the latest, in \(TimeText.duration(left)); it may be lost already."))
  }

  private func next(_ step: String) -> Sentence {
    Sentence(Phrase("Next: ", .strong), Phrase(step))
  }
}
