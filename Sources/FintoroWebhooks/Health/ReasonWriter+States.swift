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

  /// The latest possible end: whether `lastFailureAt` is an early attempt or the last one is not known.
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

/// States in which nothing fails: disabled, not yet used, seldom used, in order.
extension ReasonWriter {
  var disabled: [Sentence] {
    [
      Sentence(Phrase("Deliveries are switched off\(disabledSince)", .strong), Phrase("; \(disabledReason).")),
      "New events are not delivered, and will not be replayed.",
    ]
  }

  private var disabledSince: String {
    switch subscription.disabledAt {
    case .never, .absent: ""
    case .at(let date, _) where isCredible(date): " since \(clock(date))"
    case .at(_, let raw), .unreadable(let raw): ", disabledAt says \(quote(raw))"
    }
  }

  private var disabledReason: String {
    guard let reason = subscription.disabledReason, !reason.allSatisfy(\.isWhitespace) else {
      return "no reason given"
    }
    // The sentence ends with a full stop of its own.
    return "the reason given is \(quote(reason.last == "." ? reason.dropLast() : reason[...], maxLength: 64))"
  }

  var new: [Sentence] {
    let created = subscription.createdAt.date.map(ago) ?? "a short time ago"
    return [
      Sentence(Phrase("Created \(created), never tried.", .strong)),
      "No event of its types has happened yet, or none was sent.",
    ]
  }

  var silent: [Sentence] {
    let created = subscription.createdAt.date.map { "created \(ago($0))" } ?? "created at a time that is not known"
    return [
      Sentence(Phrase("Active and never tried", .strong), Phrase(", \(created).")),
      Sentence(Phrase("Next: ", .strong), Phrase("check whether its event types ever happen.")),
    ]
  }

  var quiet: [Sentence] {
    guard let success = subscription.lastSuccessAt.date else { return [] }
    return [
      Sentence(Phrase("The last success was \(ago(success)), at \(clock(success)).", .strong)),
      "That is normal for rare events, and worth a look for frequent ones.",
    ]
  }

  var ok: [Sentence] {
    guard let success = subscription.lastSuccessAt.date else { return [] }
    let failure = subscription.lastFailureAt.date.map {
      "The last failure was \(ago($0)), at \(clock($0)); its retries are over."
    }
    return [
      Sentence(Phrase("The last success was \(ago(success)), at \(clock(success)).", .strong)),
      Sentence(Phrase(failure ?? "No failure is recorded.")),
    ]
  }
}
