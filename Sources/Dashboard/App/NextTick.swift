import FintoroWebhooks
public import Foundation

extension State {
  /// When the screen becomes out of date if nothing happens. The loop sleeps until then.
  public var nextTick: Date? {
    // The past does not change.
    if case .behind(let now) = present { return now.nextTick }
    let soonest = [
      connection.nextChange(after: now), message?.until, nextAssessment,
      nextCreateTry, nextMarked, nextAgeChange, nextStripCell, draftsDue, tourEnds, nextGapChange,
    ].compactMap { $0 }.min()
    // Wait at least 50 ms, so that a due tick that changes nothing cannot spin.
    return soonest.map { max($0, now.addingTimeInterval(0.05)) }
  }

  private var nextAssessment: Date? {
    connection.isLive(at: now) ? list.nextAssessment.map(localTime) : nil
  }

  /// A create waits for the end of a rate limit, even if its retry is due earlier.
  private var nextCreateTry: Date? {
    creates.compactMap(\.retryAt).min().map { max($0, connection.limitedUntil ?? $0) }
  }

  /// When the marked changes continue after a 429.
  private var nextMarked: Date? { work?.isUnderWay == true ? work?.waitsUntil : nil }

  /// When an age on the screen next changes.
  private var nextAgeChange: Date? {
    guard choices.look.usesRelativeTimes else { return nil }
    return board.nextTextChange(after: serverTime.now, rows: boardRows).map(localTime)
  }

  /// When the strips of the board get their next cell.
  private var nextStripCell: Date? {
    guard context == .board, list.rows?.isEmpty == false, let strip = boardLayout.strip else { return nil }
    let buckets = StripBuckets(lasting: choices.stripSpan.seconds, cells: strip.columns, endingAt: serverTime.now)
    return localTime(buckets.end)
  }

  /// When an open gap is closed, or its silence ends.
  private var nextGapChange: Date? { world.gapCounts.dueAt.map(localTime) }

  private var tourEnds: Date? { context == .board ? world.tour?.endsAt : nil }

  private func localTime(_ serverDate: Date) -> Date {
    serverDate.addingTimeInterval(-(serverTime.skew ?? 0))
  }
}
