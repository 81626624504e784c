/// What a monitoring plugin says of a service, and its exit status.
public enum CheckStatus: Int32, CaseIterable, Hashable, Sendable {
  case ok = 0
  case warning
  case critical
  case unknown

  public var word: String {
    switch self {
    case .ok: "OK"
    case .warning: "WARNING"
    case .critical: "CRITICAL"
    case .unknown: "UNKNOWN"
    }
  }

  /// By its name in any case, or its number.
  public init?(name: String) {
    let found = Self.allCases.first { $0.word == name.uppercased() || String($0.rawValue) == name }
    guard let found else { return nil }
    self = found
  }

  /// What is known to be wrong counts more than what is not known.
  private var rank: Int {
    switch self {
    case .ok: 0
    case .unknown: 1
    case .warning: 2
    case .critical: 3
    }
  }

  /// OK where there are none.
  public static func worst(_ statuses: some Sequence<CheckStatus>) -> CheckStatus {
    statuses.max { $0.rank < $1.rank } ?? .ok
  }
}
