public import struct Foundation.Date

/// Gaps in words: for the board, the detail, the backfill sheet and commands.
extension GapRecord {
  /// What may be missing: `events from 12:06 to 14:20 may be lost; first known failure 14:05`.
  public func clause(at now: Date, in zone: LocalZone) -> String {
    func minute(_ date: Date) -> String { TimeText.minute(date, at: now, in: zone) }
    let span = "events from \(minute(gap.possiblyFrom)) " + (gap.endedAt.map { "to \(minute($0))" } ?? "on")
    let url = gap.isURLChanged ? "; the URL was changed meanwhile" : ""
    return switch gap.kind {
    case .failures: "\(span) may be lost; first known failure \(minute(gap.surelyFrom))\(url)"
    case .disabled: "\(span) are lost: it was disabled\(url)"
    }
  }

  /// How far it is done: `to fetch`, `fetched (jano, 14:40), retries until 17:11`.
  public func standingText(at now: Date, in zone: LocalZone) -> String {
    let ticked = tick.map { tick in
      "\(tick.outcome.word) (\(tick.by), \(TimeText.minute(tick.at, at: now, in: zone)))"
    }
    let deleted = gap.end == .deleted ? ", subscription deleted" : ""
    let decidedAt = gap.decidedAt ?? now
    return switch standing(at: now) {
    case .goesOn: "goes on"
    case .toFetch where decidedAt > now:
      "to fetch\(deleted), retries until \(TimeText.minute(decidedAt, at: now, in: zone))"
    case .toFetch: "to fetch\(deleted)"
    case .retried: "\(ticked ?? ""), retries until \(TimeText.minute(decidedAt, at: now, in: zone))"
    case .closed: ticked ?? ""
    }
  }

  /// Who silenced it and until when; nil where nobody has.
  public func acknowledgementText(at now: Date, in zone: LocalZone) -> String? {
    acknowledgement.map { acknowledgement in
      let until = acknowledgement.until.map { ", at most until \(TimeText.minute($0, at: now, in: zone))" } ?? ""
      return "acknowledged by \(acknowledgement.by) at \(TimeText.minute(acknowledgement.at, at: now, in: zone)) "
        + "until its state changes\(until)"
    }
  }
}

extension GapTick.Outcome {
  public var word: String {
    switch self {
    case .fetched: "fetched"
    case .nothingToFetch: "nothing to fetch"
    }
  }
}
