import FintoroWebhooks
import Foundation
import TerminalUI

/// The five attempts of the delivery that failed last, if that was its first one, and where in them we are now. Two
/// lines; the bound at their right end holds whichever try it was.
struct RetryTimeline {
  /// The tries, and by when it is decided.
  let tries: [Phrase]
  /// What stands below them.
  let labels: [Phrase]

  /// Columns that both lines have room in; where there are fewer, a sentence stands in their place.
  static let columns = 70

  /// Columns of the drawn line; those of it at which the attempts stand. They are minutes apart and then hours: to
  /// scale the first four would be one.
  private static let width = 34
  private static let places = [0, 3, 8, 15, 33]

  /// Nil when everything that failed then is decided.
  /// - Parameter word: what the moment is called.
  init?(_ clock: RetryClock, state: HealthState, at now: Date, in zone: LocalZone, called word: String) {
    let left = clock.givesUpAt.timeIntervalSince(now)
    guard left > 0 else { return nil }
    let urgency: Phrase.Emphasis = state.weight == .critical ? .urgent : .warning
    let here = Self.place(now.timeIntervalSince(clock.failedAt))
    let line = (0..<Self.width).map { column in
      column == here ? "▲" : Self.places.contains(column) ? "●" : "─"
    }
    tries = [
      Phrase(line[..<here].joined(), urgency), Phrase(line[here], .strong),
      Phrase(line[(here + 1)...].joined(), .muted),
      Phrase("┤ \(TimeText.minute(clock.givesUpAt, at: now, in: zone))", urgency),
      Phrase(" at most, \(TimeText.duration(left)) left"),
    ]
    let failed = TimeText.minute(clock.failedAt, in: zone)
    labels = [
      Phrase("\(Self.labels(failed: failed, at: here, word))", .muted),
      Phrase("  if \(failed) was the first of 5 tries", .muted),
    ]
  }

  /// Where a moment stands: between two attempts in proportion.
  private static func place(_ seconds: Double) -> Int {
    let ends = Array(DeliverySchedule.attemptOffsets.dropFirst()) + [DeliverySchedule.window]
    var (start, from) = (0.0, places[0])
    for (end, to) in zip(ends, Array(places.dropFirst()) + [width - 1]) {
      if seconds < Double(end) {
        let share = max(0, seconds - start) / max(1, Double(end) - start)
        return min(width - 1, from + Int(share * Double(to - from)))
      }
      (start, from) = (Double(end), to)
    }
    return width - 1
  }

  /// Times of the attempts; those that the word of the moment would cover are left out.
  private static func labels(failed: String, at here: Int, _ moment: String) -> String {
    let texts = [(0, failed), (8, "2 min"), (15, "18 min"), (29, "3h05")]
    let word = (start: max(0, min(here - 1, width - moment.count)), text: moment)
    var cells = [Character](repeating: " ", count: width + 1)
    for (start, text) in texts where start + text.count < word.start || start > word.start + word.text.count {
      for (index, character) in text.enumerated() where start + index < cells.count { cells[start + index] = character }
    }
    for (index, character) in word.text.enumerated() { cells[word.start + index] = character }
    return String(cells)
  }
}

/// The two moments of a subscription that fails or failed a short time ago, as one sentence.
enum MomentSentence {
  static func of(_ clock: RetryClock, state: HealthState, at now: Date, in zone: LocalZone) -> Sentence {
    let urgency: Phrase.Emphasis = state.weight == .critical ? .urgent : .warning
    let (failed, end) = (
      TimeText.minute(clock.failedAt, at: now, in: zone), TimeText.minute(clock.givesUpAt, at: now, in: zone)
    )
    let losses: [Phrase] =
      clock.lossPossibleFrom.map { from in
        [
          Phrase("Losses possible \(from > now ? "from" : "since") "),
          Phrase(TimeText.minute(from, at: now, in: zone), urgency), Phrase("; "),
        ]
      } ?? []
    let what = "\(losses.isEmpty ? "What" : "what") failed at \(failed)"
    return Sentence(
      phrases: losses
        + (clock.givesUpAt > now
          ? [Phrase("\(what) is decided by "), Phrase(end, urgency), Phrase(".")]
          : [Phrase("\(what) was decided by "), Phrase(end, .strong), Phrase("; it may be lost.")]))
  }

  /// The same for places that may cut its end: the deadline comes first.
  static func brief(_ clock: RetryClock, state: HealthState, at now: Date, in zone: LocalZone) -> Sentence {
    let urgency: Phrase.Emphasis = state.weight == .critical ? .urgent : .warning
    let end = TimeText.minute(clock.givesUpAt, at: now, in: zone)
    guard clock.givesUpAt > now else {
      return Sentence(Phrase("Retries ended by "), Phrase(end, .strong), Phrase("; what failed may be lost."))
    }
    let losses = clock.lossPossibleFrom.map { from in
      "; losses possible \(from > now ? "from" : "since") \(TimeText.minute(from, at: now, in: zone))"
    }
    return Sentence(
      Phrase("Retried until "), Phrase(end, urgency), Phrase(" at most"), Phrase("\(losses ?? "")."))
  }
}
