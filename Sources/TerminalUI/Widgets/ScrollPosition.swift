/// How far a text longer than its room is scrolled.
public struct ScrollPosition: Equatable, Sendable {
  public private(set) var first = 0

  public init() {}

  public mutating func move(by lines: Int, count: Int, rows: Int) {
    first = min(max(0, first + lines), max(0, count - rows))
  }
}
