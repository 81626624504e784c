/// The state of times that are not credible.
extension ReasonWriter {
  /// One sentence for each kind of problem, then one about the clocks.
  var odd: HealthReason {
    if assessed.health.oddities.contains(where: { $0.problem == .notAllEvents }) {
      let problem = "Which events it gets is not known: \(subscription.eventsProblem ?? "")."
      return HealthReason([Sentence(phrases: [Phrase(problem)])], advice: advice("look at its events in Fintoro."))
    }
    let fields = [absent, unreadable, future].compactMap { $0 }
    return HealthReason(
      (fields.isEmpty ? ["Its state is not known."] : fields) + [Sentence(Phrase(clocks, .muted))],
      advice: advice("look at it in Fintoro; hooktop cannot judge this time."))
  }

  private var absent: Sentence? {
    let fields = assessed.health.oddities.filter { $0.problem == .absent }.map(\.field)
    guard let only = fields.first else { return nil }
    guard fields.count > 1 else {
      return Sentence(Phrase(only, .strong), Phrase(" was not in the answer, so its state is not known."))
    }
    return Sentence(
      Phrase(fields.joined(separator: ", "), .strong), Phrase(" were not in the answer, so its state is not known."))
  }

  private var unreadable: Sentence? {
    told(
      assessed.health.oddities.compactMap { oddity in
        guard case .unreadable(let raw) = oddity.problem else { return nil }
        return (oddity.field, " cannot be read as a time: \(quote(raw))")
      })
  }

  private var future: Sentence? {
    told(
      assessed.health.oddities.compactMap { oddity in
        guard case .future(let seconds, let raw) = oddity.problem else { return nil }
        return (oddity.field, " is \(TimeText.duration(seconds)) ahead of the server's clock: \(quote(raw))")
      })
  }

  /// The first in full, the others by name.
  private func told(_ oddities: [(field: String, problem: String)]) -> Sentence? {
    guard let first = oddities.first else { return nil }
    let others = oddities.dropFirst().map(\.field).joined(separator: ", ")
    return Sentence(
      Phrase(first.field, .strong), Phrase(first.problem),
      Phrase(others.isEmpty ? "." : "; also \(others)."))
  }

  private var clocks: String {
    guard let skew = time.skew else { return "The server's clock is not known: its answer had no Date." }
    if skew == 0 { return "This machine's clock agrees with the server's." }
    let way = skew > 0 ? "ahead of" : "behind"
    return "The server's clock is \(TimeText.duration(abs(skew))) \(way) this machine's."
  }
}
