/// States in which nothing fails: switched off, not yet used, seldom used, in order.
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
    return "the reason given is \(quote(reason.last == "." ? reason.dropLast() : reason[...], longest: 64))"
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
