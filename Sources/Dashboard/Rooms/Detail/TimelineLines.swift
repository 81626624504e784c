import FintoroWebhooks
import Foundation
import TerminalUI

/// The last 24 hours and the last 30 days of one subscription, each as a strip with its times, and what happened in the
/// bucket under the cursor.
struct TimelineLines {
  private let world: World
  private let subscription: Subscription
  private let cursor: TimelineCursor
  private let columns: Int

  /// - Parameter columns: beside the labels.
  init(_ subscription: Subscription, _ cursor: TimelineCursor, _ world: World, columns: Int) {
    (self.subscription, self.cursor, self.world, self.columns) = (subscription, cursor, world, columns)
  }

  /// Nothing where nothing is remembered, or while it is still being read.
  static func isShown(_ id: Int, in world: World) -> Bool {
    world.past.loaded.contains(id) && world.list.subscription(id) != nil
  }

  /// Buckets of whole minutes and hours, as many as have room.
  static func buckets(_ span: StripSpan, columns: Int, in world: World) -> StripBuckets {
    let counts = span == .hours24 ? [144, 96, 72, 48, 24] : [120, 90, 60, 30]
    let cells = counts.first { $0 <= columns } ?? counts.last ?? 24
    return StripBuckets(lasting: span.seconds, cells: cells, endingAt: world.serverTime.now)
  }

  var lines: [DetailLines.Line] {
    strips.map { line in
      var line = line
      line.isOfTimeline = true
      return line
    }
  }

  private var strips: [DetailLines.Line] {
    TimelineCursor.spans.flatMap { span -> [DetailLines.Line] in
      let buckets = Self.buckets(span, columns: columns, in: world)
      return [
        .init(label: "last \(span.title)", phrases: cells(span, buckets)),
        .init(label: "", phrases: scale(span, buckets)),
      ]
    } + chosen
  }

  /// The height says how bad it was, the colour says it again.
  private func cells(_ span: StripSpan, _ buckets: StripBuckets) -> [Phrase] {
    let strip = world.past.history.strip(
      of: subscription, over: span, cells: buckets.starts.count, endingAt: world.serverTime.now)
    return strip.cells.reduce(into: []) { phrases, cell in
      if let last = phrases.last, last.emphasis == cell.emphasis {
        phrases[phrases.count - 1].text.append(cell.symbol)
      } else {
        phrases.append(Phrase(String(cell.symbol), cell.emphasis))
      }
    }
  }

  /// The beginning, the end, and the cursor where it is in this one.
  private func scale(_ span: StripSpan, _ buckets: StripBuckets) -> [Phrase] {
    let count = buckets.starts.count
    // Of a past moment, whose day stands in the header.
    let end = world.lookingBack.map { TimeText.minute($0.at, in: world.zone) } ?? "now"
    let begin = minute(buckets.start)
    var cells = [Character](repeating: " ", count: count)
    for (index, character) in begin.enumerated() where index < count { cells[index] = character }
    for (index, character) in end.enumerated() { cells[count - end.count + index] = character }
    guard span == cursor.span else { return [Phrase(String(cells), .muted)] }
    let here = cursor.index(in: buckets)
    // A word that the mark would cut goes as a whole.
    if here < begin.count { for index in 0..<min(count, begin.count) { cells[index] = " " } }
    if here >= count - end.count { for index in (count - end.count)..<count { cells[index] = " " } }
    return [
      Phrase(String(cells[..<here]), .muted), Phrase("▲", .strong), Phrase(String(cells[(here + 1)...]), .muted),
    ]
  }

  /// What happened in the bucket under the cursor.
  private var chosen: [DetailLines.Line] {
    let buckets = Self.buckets(cursor.span, columns: columns, in: world)
    let summary = world.past.history.summary(
      of: subscription, bucket: cursor.index(in: buckets), in: buckets, now: world.serverTime.now)
    var sentence = [Phrase("\(minute(summary.from)) – \(minute(summary.to)): ", .strong)]
    if summary.isBeforeCreation { sentence.append(Phrase("not created yet.", .muted)) }
    var parts = summary.shares.map { share in
      [
        Phrase("\(share.state.symbol) \(share.state.word)", share.state.emphasis),
        Phrase(" \(Self.length(share.seconds))"),
      ]
    }
    if summary.unwatched >= 1, !summary.isBeforeCreation {
      parts.append([Phrase("not watched \(Self.length(summary.unwatched))", .muted)])
    }
    for (index, part) in parts.enumerated() { sentence += (index == 0 ? [] : [Phrase(", ")]) + part }
    let lines = SentenceWrap.lines([Sentence(phrases: sentence)], columns: columns).enumerated().map {
      DetailLines.Line(label: $0.offset == 0 ? "at ▲" : "", phrases: $0.element)
    }
    return lines + happenings(summary)
  }

  private static let maxHappenings = 8

  /// Changes of state and what hooktop itself changed, in the order of time.
  private func happenings(_ summary: BucketSummary) -> [DetailLines.Line] {
    let writes = (world.past.writes[subscription.id] ?? []).filter { summary.from <= $0.at && $0.at < summary.to }
    let all =
      (writes.map { ($0.at, [Phrase("\($0.kind.words) by hooktop")]) }
      + summary.changes.map { ($0.at, words($0)) }).sorted { $0.0 < $1.0 }
    let more = all.count - Self.maxHappenings
    return all.prefix(Self.maxHappenings).map { at, words in
      .init(label: "", phrases: [Phrase("\(time(at))  ", .muted)] + words)
    } + (more > 0 ? [.init(label: "", phrases: [Phrase("… and \(more) more in this time", .muted)])] : [])
  }

  private func words(_ change: BucketSummary.Change) -> [Phrase] {
    let from = change.from.map { [Phrase("\($0.symbol) \($0.word)", $0.emphasis), Phrase(" → ", .muted)] }
    let to = change.to.map { Phrase("\($0.symbol) \($0.word)", $0.emphasis) } ?? Phrase("deleted", .warning)
    let pause = change.unwatchedSince.map { [Phrase("  or since \(time($0)): not watched in between", .muted)] }
    return (from ?? [Phrase("first seen, ", .muted)]) + [to] + (pause ?? [])
  }

  private func minute(_ date: Date) -> String { TimeText.minute(date, at: world.serverTime.now, in: world.zone) }
  private func time(_ date: Date) -> String { TimeText.clock(date, at: world.serverTime.now, in: world.zone) }

  private static func length(_ seconds: Double) -> String { TimeText.duration(seconds) }
}

extension Strip.Cell {
  fileprivate var emphasis: Phrase.Emphasis {
    switch self {
    case .beforeCreation, .notWatched, .disabled: .muted
    case .notice: .plain
    case .good: .good
    case .warning: .warning
    case .critical: .urgent
    }
  }
}

extension HealthState {
  /// For its name within a sentence.
  fileprivate var emphasis: Phrase.Emphasis { self == .disabled ? .muted : Strip.Cell(self).emphasis }
}
