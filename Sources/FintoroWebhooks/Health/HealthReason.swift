public import struct Foundation.Date
public import struct Foundation.TimeZone

/// Why a subscription is in its state, what that means, and what to do next, in plain words.
///
/// Never more than the timestamps say: no rate, no count, no promise that something still arrives.
public struct HealthReason: Hashable, Sendable {
  public var sentences: [Sentence]

  /// All sentences as one text, for output without emphasis.
  public var text: String { sentences.map(\.text).joined(separator: " ") }

  public init(_ judged: JudgedSubscription, at time: ServerTime, in zone: TimeZone) {
    let writer = ReasonWriter(judged: judged, time: time, zone: zone)
    sentences = writer.sentences() + writer.remarks()
  }
}

/// The sentences of each state.
private struct ReasonWriter {
  let judged: JudgedSubscription
  let time: ServerTime
  let zone: TimeZone

  private var subscription: Subscription { judged.subscription }
  private var window: String { TimeText.duration(Double(DeliverySchedule.window)) }

  func sentences() -> [Sentence] {
    switch judged.health.state {
    case .disabled: disabled()
    case .odd: judged.health.oddities.map(odd) + [skew()]
    case .neverOK: neverOK()
    case .failing: failing()
    case .recovered: recovered()
    case .new: new()
    case .silent: silent()
    case .quiet: quiet()
    case .ok: ok()
    }
  }

  /// Contract, "unknown" table: `isActive` decides, `disabledAt` on an active subscription is only worth a word.
  func remarks() -> [Sentence] {
    guard subscription.isActive, judged.health.state != .odd, let at = subscription.disabledAt.date else { return [] }
    return [Sentence(Phrase("It is active, although disabledAt says \(clock(at)).", .muted))]
  }

  private func disabled() -> [Sentence] {
    let since = subscription.disabledAt.date.map { " since \(clock($0))" } ?? ""
    let reason = subscription.disabledReason.map { "reason: \($0)" } ?? "no reason given"
    return [
      Sentence(Phrase("Deliveries are switched off\(since)", .strong), Phrase("; \(reason).")),
      "New events are not delivered, and will not be replayed when it is switched on again.",
    ]
  }

  private func odd(_ oddity: Health.Oddity) -> Sentence {
    switch oddity.problem {
    case .absent:
      Sentence(Phrase(oddity.field, .strong), Phrase(" was not in the answer: the state cannot be told."))
    case .unreadable(let raw):
      Sentence(Phrase(oddity.field, .strong), Phrase(" is no time that can be read: it came as \(raw)"))
    case .future(let seconds, let raw):
      Sentence(
        Phrase(oddity.field, .strong),
        Phrase(" lies \(TimeText.duration(seconds)) in the future: it came as \(raw)"))
    }
  }

  private func skew() -> Sentence {
    let measured = time.skew.map { skew in
      skew == 0
        ? "This machine's clock agrees with the server's."
        : "The server's clock is \(TimeText.duration(abs(skew))) \(skew > 0 ? "ahead of" : "behind") this machine's."
    }
    return Sentence(Phrase(measured ?? "The server's clock is not known: its answer had no Date.", .muted))
  }

  private func neverOK() -> [Sentence] {
    [
      Sentence(Phrase("No delivery has ever been accepted.", .urgent), Phrase(" ")) + retryClock(),
      "Likely causes, in this order: the receiver checks signatures by another scheme (right is lower-case hex "
        + "HMAC-SHA256 of the raw body alone), it is not public, its TLS certificate is refused.",
      Sentence(Phrase("Next: ", .strong), Phrase("mend the receiver; then fetch what changed since it was created.")),
    ]
  }

  private func failing() -> [Sentence] {
    let success = subscription.lastSuccessAt.date.map(clock) ?? "?"
    return [
      Sentence(
        Phrase("Refused since some time after \(success).", .strong),
        Phrase(" Each delivery is tried \(DeliverySchedule.attempts) times over \(window), then gone for good.")),
      retryClock(),
      Sentence(Phrase("Next: ", .strong), Phrase("mend the receiver; then fetch what changed since \(success).")),
    ]
  }

  private func recovered() -> [Sentence] {
    [
      Sentence(Phrase("Deliveries are accepted again.", .strong), Phrase(" ")) + retryClock(),
      Sentence(
        Phrase("Next: ", .strong), Phrase("after that, fetch what changed during the outage, to be sure.")),
    ]
  }

  /// One bound, the latest possible; the delivery may be lost before it.
  private func retryClock() -> Sentence {
    guard let clock = RetryClock(subscription, state: judged.health.state) else { return "" }
    let failed = self.clock(clock.failedAt)
    let end = self.clock(clock.endsAt)
    let left = clock.endsAt.timeIntervalSince(time.now)
    if left <= 0 {
      return Sentence(
        Phrase("What failed at \(failed) has been over since "), Phrase(end, .strong),
        Phrase(": accepted at a retry, or lost for good."))
    }
    let emphasis: Phrase.Emphasis = judged.health.state == .recovered ? .warning : .urgent
    return Sentence(
      Phrase("What failed at \(failed) is accepted or lost by "), Phrase(end, emphasis),
      Phrase(" at the latest, in \(TimeText.duration(left)); it may be lost already."))
  }

  private func new() -> [Sentence] {
    let age = subscription.createdAt.date.map { TimeText.age(of: $0, at: time.now) } ?? "a short time ago"
    return [
      Sentence(Phrase("Created \(age), never tried.", .strong)),
      "No event of its types has happened yet, or none was sent.",
    ]
  }

  private func silent() -> [Sentence] {
    let age = subscription.createdAt.date.map { "created \(TimeText.age(of: $0, at: time.now))" }
    return [
      Sentence(
        Phrase("Active and never tried", .strong), Phrase(", \(age ?? "created at a time that is not known").")),
      Sentence(Phrase("Next: ", .strong), Phrase("do its event types ever happen? Look at what it subscribes to.")),
    ]
  }

  private func quiet() -> [Sentence] {
    let since = subscription.lastSuccessAt.date.map { "\(TimeText.age(of: $0, at: time.now)), \(clock($0))" }
    return [
      Sentence(Phrase("The last delivery was accepted \(since ?? "long ago").", .strong)),
      "That is normal for rare events, and worth a look for frequent ones.",
    ]
  }

  private func ok() -> [Sentence] {
    let success = subscription.lastSuccessAt.date.map { "\(TimeText.age(of: $0, at: time.now)), \(clock($0))" }
    let failure = subscription.lastFailureAt.date.map {
      "The last failure was \(TimeText.age(of: $0, at: time.now)); its retries are over."
    }
    return [
      Sentence(Phrase("The last delivery was accepted \(success ?? "")."), Phrase(" ")),
      Sentence(Phrase(failure ?? "No failure is recorded.")),
    ]
  }

  private func clock(_ date: Date) -> String { TimeText.clock(date, at: time.now, in: zone) }
}

extension Sentence {
  fileprivate static func + (left: Sentence, right: Sentence) -> Sentence {
    var sum = left
    sum.phrases += right.phrases
    return sum
  }
}
