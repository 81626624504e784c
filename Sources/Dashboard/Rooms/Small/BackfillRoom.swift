public import FintoroWebhooks
import Foundation
public import TerminalUI

/// The backfill sheet: what to fetch again, as of the newest list. While a file name is typed it does not change, so
/// that the saved sheet is the one on the screen.
public struct BackfillRoom: Room {
  public private(set) var sheet: BackfillSheet
  /// What has happened to the subscription since the sheet was opened.
  private var subscriptionState = SubscriptionState.unchanged
  public private(set) var scroll = ScrollPosition()
  /// The path of the file, while it is typed.
  private(set) var pathField: TextField?
  /// Why the sheet could not be saved.
  private var problem: String?

  private enum SubscriptionState {
    case unchanged, changed
    /// Deleted; the sheet is the last that could be made.
    case deleted
    /// In the list, but unreadable; the sheet is the last that could be made.
    case unreadable
  }

  /// Nil if nothing is known from which to make a sheet.
  init?(_ id: Int, _ world: World) {
    guard let sheet = Self.sheet(of: id, world) else { return nil }
    self.sheet = sheet
  }

  func context(in world: World) -> Context { pathField == nil ? .backfill : .backfillFile }

  func awaits(_ result: RoomResult) -> Bool {
    if case .sheetSaved = result { pathField != nil } else { false }
  }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    switch input {
    case .worldChanged: update(world)
    case .text(let text): pathField?.insert(text)
    case .result(.sheetSaved(.saved)): closeField(world)
    case .result(.sheetSaved(.failed(let problem))): self.problem = problem
    case .command(let command, let key):
      return pathField == nil ? act(command, in: world) : type(command, key, in: world)
    default: break
    }
    return []
  }

  private mutating func act(_ command: Command?, in world: World) -> [Request] {
    switch command {
    case .back: return [.close]
    case .fetched: return tick(.fetched, in: world)
    case .nothingToFetch: return tick(.nothingToFetch, in: world)
    case .save: pathField = TextField(proposedPath, limit: 4_096)
    default:
      if !scroll.follow(command, count: lines(in: world).count, rows: Self.rows(world.size)) {
        return [.common(command)]
      }
    }
    return []
  }

  /// Ticks every gap that has ended; where none is left, takes the ticks back.
  private func tick(_ outcome: GapTick.Outcome, in world: World) -> [Request] {
    let (now, gaps) = (world.serverTime.now, world.gaps.of(sheet.subscription.id))
    let toFetch = gaps.filter { $0.standing(at: now) == .toFetch }
    if !toFetch.isEmpty { return [.effect(.decide(.done(outcome), about: toFetch.map(\.id)))] }
    let ticked = gaps.filter(\.isTicked)
    if outcome == .fetched, !ticked.isEmpty { return [.effect(.decide(.undone, about: ticked.map(\.id)))] }
    return [
      .showMessage(
        gaps.isEmpty ? "hooktop saw no gap here." : "Its gap goes on: tick it once deliveries are accepted again.")
    ]
  }

  func offers(_ command: Command, in world: World) -> Bool {
    command == .fetched ? !world.gaps.of(sheet.subscription.id).isEmpty : true
  }

  private mutating func type(_ command: Command?, _ key: Key, in world: World) -> [Request] {
    switch command {
    case .back: closeField(world)
    case .press:
      let path = pathField?.text.trimmingBlanks ?? ""
      if !path.isEmpty { return [.effect(.saveBackfill(sheet, path: path))] }
      problem = "Type a path for a new file, such as ~/erp-backfill.txt."
    default: if pathField?.handle(key) == true { problem = nil }
    }
    return []
  }

  private mutating func closeField(_ world: World) {
    (pathField, problem) = (nil, nil)
    update(world)
  }

  /// Makes the sheet again from a newer list and keeps the scroll position.
  private mutating func update(_ world: World) {
    if pathField == nil, isOutdated(in: world) { renew(world) }
    scroll.move(by: 0, count: lines(in: world).count, rows: Self.rows(world.size))
  }

  private func isOutdated(in world: World) -> Bool {
    world.connection.answer?.askedAt != sheet.asOf
      || world.list.subscription(sheet.subscription.id)?.subscription != sheet.subscription
  }

  private mutating func renew(_ world: World) {
    let id = sheet.subscription.id
    guard let sheet = Self.sheet(of: id, world) else {
      subscriptionState = world.list.isGone(id) ? .deleted : .unreadable
      return
    }
    let before = SubscriptionInput(self.sheet.subscription)
    if !InputChange.between(before, SubscriptionInput(sheet.subscription)).isEmpty {
      subscriptionState = .changed
    } else if subscriptionState != .changed {
      subscriptionState = .unchanged
    }
    self.sheet = sheet
  }

  private static func sheet(of id: Int, _ world: World) -> BackfillSheet? {
    guard let assessed = world.list.subscription(id), let answer = world.connection.answer else { return nil }
    return BackfillSheet(
      assessed, at: world.serverTime, asOf: answer.askedAt, baseURL: world.session.baseURL,
      watchedSuccess: world.memory.successBeforeOutage(of: id),
      gapFrom: world.gapFrom(id))
  }

  /// A file in the working folder. The name contains the end of the window to the second, so that it is new.
  private var proposedPath: String {
    let digits = ISO8601.text(sheet.window.to).filter { $0.isNumber || $0 == "T" }
    return "backfill-\(sheet.subscription.id)-\(digits).txt"
  }
}

/// Drawing.
extension BackfillRoom {
  func draw(in canvas: inout Canvas, of world: World) {
    let at = canvas.text("Backfill sheet", .strong, column: 1, row: 1) + 3
    // The end of the window, as in the lines below; how old the facts are is told where they are old.
    let end = TimeText.clock(sheet.window.to, at: world.now, in: world.zone)
    let why = canvas.size.columns < 84 ? "" : " (Fintoro replays nothing)"
    let facts = world.isLive ? "" : " · from data of \(TimeText.clock(sheet.asOf, at: world.now, in: world.zone))"
    let note = "what to fetch again\(why) · up to \(end)\(facts)"
    canvas.text(Truncation.end(note, to: max(0, canvas.size.columns - at - 1)), .muted, column: at, row: 1)
    let (lines, label) = (lines(in: world), Self.labelColumns(canvas.size))
    for (index, line) in lines.dropFirst(scroll.first).prefix(Self.rows(canvas.size)).enumerated() {
      let row = 3 + index
      canvas.text(Truncation.end(line.label, to: label - 3), .muted, endingAt: label - 2, row: row)
      canvas.text(line.text, line.isCaution ? .warning : .text, column: label, row: row)
    }
    drawBottom(lines.count, in: &canvas, of: world)
  }

  private func drawBottom(_ count: Int, in canvas: inout Canvas, of world: World) {
    let row = canvas.size.rows - 2
    if let pathField {
      let hint = "A name ending in .json saves JSON. Files are never overwritten."
      if let secret = world.waitingSecret, problem == nil {
        MessageLine.draw(secret.sentence, secret.ink, row: row - 1, in: &canvas)
      } else {
        MessageLine.draw(problem ?? hint, problem == nil ? .muted : .critical, row: row - 1, in: &canvas)
      }
      let at = canvas.text("save to", .accent, column: 1, row: row) + 1
      canvas.field(
        pathField, Rect(column: at, row: row, columns: canvas.size.columns - at - 2, rows: 1), focused: true)
    } else if !MessageLine.draw(world, row: row, in: &canvas), count > Self.rows(canvas.size) {
      let last = min(count, scroll.first + Self.rows(canvas.size))
      canvas.text("lines \(scroll.first + 1)–\(last) of \(count)", .muted, column: 1, row: row)
    }
  }

  private struct Line {
    var label = ""
    var text = ""
    var isCaution = false
  }

  /// The sheet's lines, wrapped to the window's width. Blank lines separate its parts.
  private func lines(in world: World) -> [Line] {
    let columns = max(20, world.size.columns - Self.labelColumns(world.size) - 2)
    func wrapped(_ label: String, _ text: String, isCaution: Bool) -> [Line] {
      LineWrap.lines(text, columns: columns).enumerated().map {
        Line(label: $0.offset == 0 ? label : "", text: $0.element, isCaution: isCaution)
      }
    }
    let notice = notice.map { wrapped("note", $0, isCaution: true) + [Line()] } ?? []
    let now = world.serverTime.now
    let gaps = world.gaps.of(sheet.subscription.id).flatMap { record in
      wrapped(
        "gap \(record.id.rawValue)",
        "\(record.clause(at: now, in: world.zone)); \(record.standingText(at: now, in: world.zone)).",
        isCaution: record.standing(at: now) == .toFetch)
    }
    return notice + gaps + (gaps.isEmpty ? [] : [Line()])
      + sheet.lines(in: world.zone).enumerated().flatMap { index, line -> [Line] in
        let opens = ["from", "gap", "how"].contains(line.label) || line.label == sheet.steps.first?.resource
        return (opens && index > 0 ? [Line()] : []) + wrapped(line.label, line.text, isCaution: line.isCaution)
      }
  }

  /// What has changed since the sheet was opened, as a sentence.
  private var notice: String? {
    let name = sheet.subscription.displayName
    return switch subscriptionState {
    case .unchanged: nil
    case .changed: "\(name) was changed meanwhile; this sheet is the new one."
    case .deleted: "\(name) was deleted meanwhile. This is its last sheet."
    case .unreadable: "\(name) can no longer be read. This is its last sheet."
    }
  }

  private static func labelColumns(_ size: Size) -> Int { size.columns < 100 ? 22 : 28 }
  private static func rows(_ size: Size) -> Int { max(1, size.rows - 6) }
}
