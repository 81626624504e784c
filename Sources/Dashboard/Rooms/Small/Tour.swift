public import struct Foundation.Date
import TerminalUI

/// Three hints for a person who sees the board for the first time. They are on the line between list and reason, block
/// nothing, and disappear through use.
public struct Tour: Equatable, Sendable {
  public private(set) var index = 0
  /// When the current hint appeared.
  private var shownAt: Date

  /// Seconds in which a key press does not remove a hint, because nobody can have read it yet.
  private static let readingTime: Double = 3

  public static let hints = [
    "Worst first. ↑ ↓ choose one; below is what is wrong and what to do.",
    "n makes a new one; its secret is in a file before it is on the screen.",
    "? has all keys, : finds a command by its name, o shows all companies.",
  ]

  public init(at now: Date) {
    shownAt = now
  }

  public var text: String { "\(index + 1) of \(Self.hints.count)  \(Self.hints[index])" }

  /// - Returns: whether this was the last hint.
  mutating func keyPressed(at now: Date) -> Bool {
    guard now.timeIntervalSince(shownAt) >= Self.readingTime else { return false }
    guard index + 1 < Self.hints.count else { return true }
    index += 1
    shownAt = now
    return false
  }

  /// Draws the current hint on the line between list and reason.
  func draw(_ place: Rect, in canvas: inout Canvas) {
    canvas.fill(place, .bar)
    canvas.text(
      Truncation.end(text, to: place.columns - 2), .accent, on: .bar, column: place.column + 1, row: place.row)
  }
}
