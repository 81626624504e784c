internal import CNCurses

/// The numbered pairs of foreground and background for ncurses, made when first needed.
struct ColorPairs {
  private struct Pair: Hashable {
    var foreground: Int32
    var background: Int32
  }

  /// A theme needs some dozens. The bound keeps memory small if a view makes ever new styles.
  private static let maxPairs = 4_096
  private var numbers: [Pair: Int32] = [:]
  private let limit: Int
  /// Whether the terminal can use its default colours.
  private let hasDefaults: Bool

  init(limit: Int, hasDefaults: Bool) {
    self.limit = min(limit - 1, Self.maxPairs)
    self.hasDefaults = hasDefaults
  }

  /// - Returns: nil when all numbers are taken.
  mutating func number(_ look: CellLook) -> Int32? {
    let pair = Pair(
      foreground: look.foreground.map { Int32(clamping: $0) } ?? (hasDefaults ? -1 : 7),
      background: look.background.map { Int32(clamping: $0) } ?? (hasDefaults ? -1 : 0))
    if hasDefaults, pair.foreground == -1, pair.background == -1 { return 0 }
    if let known = numbers[pair] { return known }
    guard numbers.count < limit else { return nil }
    let number = Int32(numbers.count + 1)
    guard init_extended_pair(number, pair.foreground, pair.background) == OK else { return 0 }
    numbers[pair] = number
    return number
  }

  /// Forgets all pairs. Afterwards the whole screen must be drawn again.
  mutating func reset() {
    numbers = [:]
    reset_color_pairs()
  }
}
