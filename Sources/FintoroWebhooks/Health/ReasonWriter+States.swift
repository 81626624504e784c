import struct Foundation.Date

/// States in which deliveries fail or failed a short time ago.
extension ReasonWriter {
  var failing: HealthReason {
    guard let success = subscription.lastSuccessAt.date, let clock = retryClock else { return HealthReason() }
    let condition =
      clock.failedAt > success
      ? "Failing. Last success \(self.clock(success))."
      : "A delivery failed in the same second as the last success, \(self.clock(success))."
    let from = minute(BackfillWindow(assessed, at: time, gapFrom: gapFrom).from ?? success)
    return HealthReason(
      [Sentence(Phrase(condition, .strong))], retries: retries(clock),
      advice: advice("fix your endpoint, then fetch what changed since \(from)."),
      brief: advice("fix endpoint, fetch from \(from)."))
  }

  var neverOK: HealthReason {
    guard let clock = retryClock else { return HealthReason() }
    return HealthReason(
      [
        Sentence(
          Phrase("No delivery has ever been accepted.", .urgent),
          Phrase(" Check first the signature (hex HMAC-SHA256 of the raw body), then a public address, then TLS."))
      ], retries: retries(clock),
      advice: advice("fix your endpoint, then fetch what changed since it was created."),
      brief: advice("fix endpoint, fetch all since its creation."))
  }

  var recovered: HealthReason {
    guard let clock = retryClock else { return HealthReason() }
    let (end, failed) = (minute(clock.givesUpAt), minute(clock.failedAt))
    // The success before the outage is overwritten: where nobody saw the gap, its beginning is not known.
    let from = gapFrom.map(minute)
    return HealthReason(
      [Sentence(Phrase("Working again.", .strong), Phrase(" Some deliveries may still be missing."))],
      retries: retries(clock),
      advice: advice("wait until \(end), then fetch what changed \(from.map { "since \($0)" } ?? "before \(failed)")."),
      brief: advice("wait until \(end), fetch \(from.map { "from \($0)" } ?? "before \(failed)")."))
  }

  private var retryClock: RetryClock? { RetryClock(subscription, state: assessed.health.state) }

  /// Bounds alone: whether `lastFailureAt` is an early attempt or the last one is not known.
  private func retries(_ clock: RetryClock) -> [Sentence] {
    let (failed, end) = (minute(clock.failedAt), minute(clock.givesUpAt))
    let left = clock.givesUpAt.timeIntervalSince(time.now)
    guard left > 0 else {
      return [
        Sentence(
          Phrase("What failed at \(failed) was retried until "), Phrase(end, .strong),
          Phrase(" at most; it may be lost."))
      ]
    }
    let emphasis: Phrase.Emphasis = assessed.health.state == .recovered ? .warning : .urgent
    let ends = Sentence(
      Phrase("What failed at \(failed) is retried until "), Phrase(end, emphasis),
      Phrase(" at most (\(TimeText.duration(left)) left); earlier failures end sooner."))
    return [losses(clock), ends, Sentence(Phrase("If \(failed) was its fifth try, it is already lost.", .muted))]
      .compactMap { $0 }
  }

  private func losses(_ clock: RetryClock) -> Sentence? {
    clock.lossPossibleFrom.map { from in
      from > time.now
        ? Sentence(Phrase("Losses are possible from "), Phrase(minute(from), .urgent), Phrase(" on."))
        : Sentence(Phrase("Losses have been possible since "), Phrase(minute(from), .urgent), Phrase("."))
    }
  }
}

/// States in which nothing fails: disabled, not yet used, seldom used, in order.
extension ReasonWriter {
  var disabled: HealthReason {
    HealthReason(
      [
        Sentence(Phrase("Disabled\(disabledSince)", .strong), Phrase("; \(disabledReason).")),
        "Events that happen while it is disabled are lost for good.",
      ], advice: advice("enable it once your endpoint is ready, then fetch what changed meanwhile."),
      brief: advice("enable it, fetch what changed meanwhile."))
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

  var new: HealthReason {
    let created = subscription.createdAt.date.map(ago) ?? "a short time ago"
    return HealthReason([
      Sentence(Phrase("Created \(created).", .strong), Phrase(" No delivery yet; less than a day old."))
    ])
  }

  var silent: HealthReason {
    let age = subscription.createdAt.date.map { TimeText.rough(time.now.timeIntervalSince($0)) }
    let condition = age.map { "Created \($0) ago, no delivery yet." } ?? "No delivery yet; its age is not known."
    return HealthReason(
      [Sentence(Phrase(condition, .strong))], advice: advice("check whether its events happen at all."))
  }

  var quiet: HealthReason {
    guard let success = subscription.lastSuccessAt.date else { return HealthReason() }
    var condition = Sentence(Phrase("Last success \(ago(success)) (\(clock(success))).", .strong))
    // What is overdue has no rare events.
    if assessed.health.overdue == nil { condition.phrases.append(Phrase(" That is normal for rare events.")) }
    return HealthReason([condition], advice: advice("check whether its events have happened since."))
  }

  var ok: HealthReason {
    guard let success = subscription.lastSuccessAt.date else { return HealthReason() }
    let failure = subscription.lastFailureAt.date.map {
      "Last failure \(ago($0)) (\(clock($0))); its retries are over."
    }
    return HealthReason([
      Sentence(
        Phrase("Last success \(ago(success)) (\(clock(success))).", .strong), Phrase(" \(failure ?? "No failures.")"))
    ])
  }
}
