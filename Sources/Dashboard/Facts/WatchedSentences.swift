import FintoroWebhooks
import Foundation

/// What hooktop itself has seen of a subscription. The words never present it as Fintoro's record.
enum WatchedSentences {
  /// For the pane below the list: only what adds to the reason.
  static func brief(_ id: Int, _ world: World) -> [Sentence] { stateChange(id, world) + pattern(id, world) }

  /// For the detail: also since when nothing was seen.
  static func full(_ id: Int, _ world: World) -> [Sentence] {
    guard let since = world.log.watchingSince else { return [] }
    let seen = stateChange(id, world)
    let (start, limits) = (clock(since, world), limitsOfView(world, since: since))
    let count = world.log.stateChangeCount(of: id)
    let summary =
      seen.isEmpty
      ? Sentence(Phrase("unchanged since hooktop started (\(start))\(limits)", .muted))
      : Sentence(
        Phrase(
          "\(count) \(count == 1 ? "change" : "changes") of state since \(start)\(limits)",
          .muted))
    return seen + pattern(id, world) + [summary]
  }

  private static func stateChange(_ id: Int, _ world: World) -> [Sentence] {
    guard let stateChange = world.log.lastStateChange(of: id) else { return [] }
    return [
      Sentence(
        Phrase("Seen by hooktop: ", .muted), Phrase("\(stateChange.from.word) → \(stateChange.to.word)"),
        Phrase(" at \(clock(stateChange.at, world)).", .muted))
    ]
  }

  /// HEALTH: a success about 10 s after a failure, several times.
  private static func pattern(_ id: Int, _ world: World) -> [Sentence] {
    guard let count = world.memory.rejectedFirstAttempts(of: id) else { return [] }
    return [
      Sentence(
        Phrase("\(count) failures, each followed by a success about 10 s later: ", .warning),
        Phrase("your endpoint seems to reject first tries."))
    ]
  }

  /// Where hooktop could not see: up to now, or in a gap.
  /// An answer is as of its request, which may be a moment before the start that it made.
  private static func limitsOfView(_ world: World, since start: Date) -> String {
    let gap = world.log.lastGap.map { "between \(clock(max($0.from, start), world)) and \(clock($0.to, world))" }
    let end = world.connection.asOf(at: world.now).map { "after \(clock(max($0, start), world))" }
    let gaps = [gap, end].compactMap { $0 }
    return gaps.isEmpty ? "" : "; no answer \(gaps.joined(separator: ", nor "))"
  }

  private static func clock(_ date: Date, _ world: World) -> String {
    TimeText.clock(date, at: world.now, in: world.zone)
  }
}
