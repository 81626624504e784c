import FintoroWebhooks
import TerminalUI

/// Everything that is known about one subscription. Every new list is searched for its id.
public struct DetailRoom: Room {
  public let id: Int
  private var scroll = ScrollPosition()
  private var timeline = TimelineCursor()

  public init(id: Int) {
    self.id = id
  }

  func context(in world: World) -> Context { .detail }

  func subject(in world: World) -> Subscription? { world.list.subscription(id)?.subscription }

  func offers(_ command: Command, in world: World) -> Bool {
    switch command {
    case .edit, .toggleEnabled, .rotate, .delete, .backfill, .duplicate, .copy, .acknowledge: subject(in: world) != nil
    case .right, .stripSpan: TimelineLines.isShown(id, in: world)
    default: true
    }
  }

  func footer(_ bindings: [Binding], in world: World) -> (lead: String, bindings: [Binding]) {
    if world.isPast { return ("PAST:", Bindings.inTime(.detail) + bindings) }
    return ("", bindings.map { $0.named(isActive: subject(in: world)?.isActive) })
  }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    let (count, rows) = (lines(in: world).count, Self.rows(world.size))
    switch input {
    case .worldChanged: scroll.move(by: 0, count: count, rows: rows)
    case .command(.back, _): return [.close]
    case .command(.left, _):
      // Nothing else lies to the left but what one came from.
      if !moveInTime(by: -1, in: world) { return [.close] }
    case .command(.right, _): _ = moveInTime(by: 1, in: world)
    case .command(.stripSpan, _) where TimelineLines.isShown(id, in: world):
      timeline.switchSpan()
      showTimeline(in: world)
    case .command(let command, _):
      if !scroll.follow(command, count: count, rows: rows) { return [.common(command)] }
    default: break
    }
    return []
  }

  func draw(in canvas: inout Canvas, of world: World) {
    let name = world.list.lastReading(id)?.subscription.displayName ?? "Subscription"
    let at = canvas.text(Truncation.end(name, to: canvas.size.columns - 14), .strong, column: 1, row: 1)
    canvas.text(String(id), .muted, column: at + 1, row: 1)
    if let date = world.connection.asOf(at: world.now) {
      let time = TimeText.clock(date, at: world.now, in: world.zone)
      canvas.text("as of \(time)", .warning, endingAt: canvas.size.columns - 1, row: 2)
    }
    let (lines, rows) = (lines(in: world), Self.rows(canvas.size))
    let place = Rect(column: 0, row: 3, columns: canvas.size.columns - 1, rows: rows)
    canvas.detail(
      lines.dropFirst(scroll.first), place, labelColumns: Self.labelColumns(canvas.size), isLive: world.isLive)
    let row = canvas.size.rows - 2
    if !MessageLine.draw(world, row: row, in: &canvas), lines.count > rows {
      let last = min(lines.count, scroll.first + rows)
      canvas.text("lines \(scroll.first + 1)–\(last) of \(lines.count)", .muted, column: 1, row: row)
    }
  }

  /// - Returns: false where there is no timeline.
  private mutating func moveInTime(by offset: Int, in world: World) -> Bool {
    guard TimelineLines.isShown(id, in: world) else { return false }
    timeline.move(
      by: offset, in: TimelineLines.buckets(timeline.span, columns: Self.textColumns(world.size), in: world))
    showTimeline(in: world)
    return true
  }

  /// Scrolls to the timelines if they are not in sight as a whole.
  private mutating func showTimeline(in world: World) {
    let (lines, rows) = (lines(in: world), Self.rows(world.size))
    guard let first = lines.firstIndex(where: \.isOfTimeline), let last = lines.lastIndex(where: \.isOfTimeline) else {
      return
    }
    if first >= scroll.first, last < scroll.first + rows { return }
    scroll.move(by: min(first, max(0, last - rows + 1)) - scroll.first, count: lines.count, rows: rows)
  }

  private func lines(in world: World) -> [DetailLines.Line] {
    DetailLines(world, columns: Self.textColumns(world.size))
      .of(id, timeline: TimelineLines.isShown(id, in: world) ? timeline : nil)
  }

  private static func textColumns(_ size: Size) -> Int { size.columns - labelColumns(size) - 3 }

  private static func labelColumns(_ size: Size) -> Int { size.columns < 100 ? DetailLines.narrowLabels : 24 }
  private static func rows(_ size: Size) -> Int { max(1, size.rows - 5) }
}
