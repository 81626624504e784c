public import struct Foundation.Date
import TerminalUI

/// Three hints for a person who sees the board for the first time. They are on the line between list and reason, block
/// nothing, and disappear through use, by Esc and by themselves.
public struct Tour: Equatable, Sendable {
  public private(set) var index = 0
  /// When the current hint appeared.
  private var shownAt: Date

  /// Seconds in which a key press does not remove a hint, because nobody can have read it yet.
  private static let readingTime: Double = 3

  /// Seconds after which a hint goes away by itself.
  static let seconds: Double = 20

  public static let hints = [
    "Worst first. ↑ ↓ show what to do about each.",
    "n creates one; its secret is saved first.",
    "? all keys, : commands, o all companies.",
  ]
  private static let closing = "Esc closes"

  public init(at now: Date) {
    shownAt = now
  }

  /// When the hint goes away by itself.
  var endsAt: Date { shownAt.addingTimeInterval(Self.seconds) }

  /// - Returns: whether this was the last hint.
  mutating func keyPressed(at now: Date) -> Bool {
    now.timeIntervalSince(shownAt) >= Self.readingTime && showNext(at: now)
  }

  /// Call when the time has changed while the hint is on the screen.
  /// - Returns: whether this was the last hint.
  mutating func ticked(at now: Date) -> Bool {
    endsAt <= now && showNext(at: now)
  }

  mutating func clockMoved(by seconds: Double) { shownAt.addTimeInterval(seconds) }

  private mutating func showNext(at now: Date) -> Bool {
    guard index + 1 < Self.hints.count else { return true }
    index += 1
    shownAt = now
    return false
  }

  /// Draws the current hint on the line between list and reason.
  func draw(_ place: Rect, in canvas: inout Canvas) {
    canvas.fill(place, .bar)
    let end = place.maxColumn - 1
    let lead = place.columns >= 74 ? "Tip \(index + 1) of \(Self.hints.count): " : ""
    let room = place.columns - 4 - DisplayWidth.of(Self.closing)
    canvas.text(
      Truncation.end(lead + Self.hints[index], to: room), .accent, on: .bar, column: place.column + 1, row: place.row)
    canvas.text(Self.closing, .muted, on: .bar, endingAt: end, row: place.row)
    canvas.hit(place, .key(.escape))
  }
}
