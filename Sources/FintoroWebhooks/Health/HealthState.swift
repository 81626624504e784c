/// What two timestamps and a switch can honestly say of a subscription.
public enum HealthState: String, CaseIterable, Hashable, Sendable {
  case disabled, odd, neverOK, failing, recovered, new, silent, quiet, ok

  public var weight: HealthWeight { facts.weight }
  /// The word people read; also what is written in machine-readable output.
  public var word: String { facts.word }
  /// One column wide.
  public var symbol: Character { facts.symbol }
  /// The symbol's twin where only ASCII can be drawn.
  public var asciiSymbol: Character { facts.ascii }

  private var facts: (word: String, weight: HealthWeight, symbol: Character, ascii: Character) {
    switch self {
    case .failing: ("failing", .critical, "✖", "X")
    case .neverOK: ("never ok", .critical, "✗", "x")
    case .recovered: ("recovered", .warning, "◐", "~")
    case .silent: ("silent", .warning, "?", "?")
    case .odd: ("odd", .notice, "!", "!")
    case .disabled: ("disabled", .notice, "‖", "=")
    case .new: ("new", .notice, "○", "o")
    case .quiet: ("quiet", .notice, "·", ".")
    case .ok: ("ok", .good, "✔", "+")
    }
  }
}

/// How much a state asks for somebody's attention.
public enum HealthWeight: Int, Comparable, CaseIterable, Hashable, Sendable {
  case good, notice, warning, critical

  public var word: String {
    switch self {
    case .good: "good"
    case .notice: "notice"
    case .warning: "warning"
    case .critical: "critical"
    }
  }

  public static func < (left: HealthWeight, right: HealthWeight) -> Bool { left.rawValue < right.rawValue }
}
