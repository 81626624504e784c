public import struct Foundation.Date

/// Three hints for somebody who sees the board for the first time. They stand on the line between list and reason, keep
/// nothing from being done, and go away by being used.
public struct Tour: Equatable, Sendable {
  public private(set) var index = 0
  /// When the hint that stands there came up.
  private var shownAt: Date

  /// Seconds for which a key does not take a hint away that nobody can have read yet.
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

  /// - Returns: whether there is no hint any more.
  mutating func keyPressed(at now: Date) -> Bool {
    guard now.timeIntervalSince(shownAt) >= Self.readingTime else { return false }
    guard index + 1 < Self.hints.count else { return true }
    index += 1
    shownAt = now
    return false
  }
}

extension State {
  /// A key on the board takes the hint away that was read.
  mutating func followTour() -> [Effect] {
    let now = now
    guard context == .board, tour?.keyPressed(at: now) == true else { return [] }
    tour = nil
    return [.rememberTour]
  }
}
