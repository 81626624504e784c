import FintoroWebhooks
import Foundation

/// What hooktop knows of a subscription's gaps, in sentences.
enum GapSentences {
  /// For the pane below the list: what is to be fetched, and that it is silenced.
  static func brief(_ id: Int, _ world: World) -> [Sentence] {
    let (now, zone) = (world.serverTime.now, world.zone)
    let toFetch = world.gaps.toFetch(id, in: world.list.lastReading(id)?.health.state, at: now)
    return acknowledged(id, world)
      + toFetch.prefix(1).map { first in
        let count = toFetch.count == 1 ? "1 gap to fetch: " : "\(toFetch.count) gaps to fetch, the first: "
        return Sentence(Phrase(count, .warning), Phrase("\(first.clause(at: now, in: zone))\(world.backfillKey)."))
      }
  }

  /// For the detail: each of them.
  static func full(_ id: Int, _ world: World) -> [Sentence] {
    let (now, zone) = (world.serverTime.now, world.zone)
    return world.gaps.of(id).map { record in
      Sentence(
        Phrase("\(record.id.rawValue)  ", .muted), Phrase("\(record.clause(at: now, in: zone)); "),
        Phrase(record.standingText(at: now, in: zone) + ".", record.standing(at: now) == .toFetch ? .warning : .muted))
    } + acknowledged(id, world)
  }

  private static func acknowledged(_ id: Int, _ world: World) -> [Sentence] {
    guard world.isAcknowledged(id) else { return [] }
    let now = world.serverTime.now
    return world.gaps.open(id, at: now).compactMap { $0.acknowledgementText(at: now, in: world.zone) }.suffix(1)
      .map { Sentence(Phrase("A\($0.dropFirst()).", .muted)) }
  }
}

extension World {
  /// The key of the backfill sheet behind a sentence about what to fetch; the past has none.
  var backfillKey: String { isPast ? "" : " (b)" }
}
