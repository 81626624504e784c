/// The state of a subscription, as far as two timestamps and `isActive` tell it. A state is a case, its row here and its
/// sentences in `ReasonWriter`.
public enum HealthState: String, CaseIterable, Codable, Hashable, Sendable {
  case disabled, odd, failing, neverOK, recovered, silent, new, quiet, ok

  public var weight: HealthWeight { row.weight }
  /// The word people read; also what is written in machine-readable output.
  public var word: String { row.word }
  /// The same where a blank would end it: `never-ok`.
  public var hyphenatedWord: String { self == .neverOK ? "never-ok" : word }
  /// One column wide. Where only ASCII can be drawn, the terminal draws its fallback for it.
  public var symbol: Character { row.symbol }
  /// Whether what its last failure refused can still be retried.
  public var hasRetryWindow: Bool { row.hasRetryWindow }

  private var row: Row {
    switch self {
    case .failing: Row("failing", .critical, "✖", hasRetryWindow: true)
    case .neverOK: Row("never ok", .critical, "✗", hasRetryWindow: true)
    case .recovered: Row("recovered", .warning, "◐", hasRetryWindow: true)
    case .silent: Row("silent", .warning, "?")
    case .odd: Row("odd", .notice, "!")
    case .disabled: Row("disabled", .notice, "‖")
    case .new: Row("new", .notice, "○")
    case .quiet: Row("quiet", .notice, "·")
    case .ok: Row("ok", .good, "✔")
    }
  }

  private struct Row {
    let word: String
    let weight: HealthWeight
    let symbol: Character
    let hasRetryWindow: Bool

    init(_ word: String, _ weight: HealthWeight, _ symbol: Character, hasRetryWindow: Bool = false) {
      self.word = word
      self.weight = weight
      self.symbol = symbol
      self.hasRetryWindow = hasRetryWindow
    }
  }
}

/// How much attention a state needs.
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
