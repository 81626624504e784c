/// What a check counts or measures.
public enum CheckMeasure: Hashable, Sendable {
  /// How many subscriptions are in a state.
  case state(HealthState)
  /// How many elements of the list could not be read.
  case unreadable
  /// How many gaps are open and not acknowledged, in what hooktop saw.
  case gaps
  /// How many are silent for longer than is usual, by what hooktop saw.
  case overdue
  /// How many of those have a witness: another subscription got the same events meanwhile.
  case missed
  /// Seconds since the last success of each subscription.
  case age

  public static let all: [CheckMeasure] =
    HealthState.allCases.map(CheckMeasure.state) + [
      .unreadable, .gaps, .overdue, .missed, .age,
    ]

  /// As people type it.
  public var name: String {
    switch self {
    case .state(let state): state.hyphenatedWord
    case .unreadable: "unreadable"
    case .gaps: "gaps"
    case .overdue: "overdue"
    case .missed: "missed"
    case .age: "age"
    }
  }

  /// Of its value in performance data; nil for what each subscription has.
  var label: String? {
    switch self {
    case .state(let state): "n_" + state.word.replacing(" ", with: "_")
    case .unreadable: "n_unreadable"
    case .gaps: "n_gaps_open"
    case .overdue: "n_overdue"
    case .missed: "n_missed"
    case .age: nil
    }
  }
}

/// From which values on a check alerts.
public struct CheckThresholds: Hashable, Sendable {
  private var warnings: [CheckMeasure: ThresholdRange]
  private var criticals: [CheckMeasure: ThresholdRange]
  /// Those that somebody has set.
  private var asked: Set<CheckMeasure> = []

  /// One subscription in a state is as bad as the state's weight; one that cannot be read is a warning, and so is one
  /// that misses what another got.
  public init() {
    let none = ThresholdRange(high: 0)
    (warnings, criticals) = ([.unreadable: none, .missed: none], [:])
    for state in HealthState.allCases {
      switch state.weight {
      case .critical: criticals[.state(state)] = none
      case .warning: warnings[.state(state)] = none
      case .notice, .good: break
      }
    }
  }

  public func warning(_ measure: CheckMeasure) -> ThresholdRange? { warnings[measure] }
  public func critical(_ measure: CheckMeasure) -> ThresholdRange? { criticals[measure] }

  public func status(_ value: Double, of measure: CheckMeasure) -> CheckStatus {
    if criticals[measure]?.alerts(on: value) == true { return .critical }
    return warnings[measure]?.alerts(on: value) == true ? .warning : .ok
  }

  /// Whether somebody has set one, so that it must be judged.
  public func asks(for measure: CheckMeasure) -> Bool { asked.contains(measure) }

  /// Takes in `failing=2` or `age=1d`; `failing=off` takes a threshold away.
  /// - Parameter status: `warning` or `critical`.
  public mutating func set(_ text: String, for status: CheckStatus) throws(CheckThresholdProblem) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { throw CheckThresholdProblem(text: text, problem: .form) }
    let name = parts[0].lowercased().replacing("_", with: "-").replacing(" ", with: "-")
    guard let measure = CheckMeasure.all.first(where: { $0.name == name }) else {
      throw CheckThresholdProblem(
        text: text, problem: .name(parts[0], nearest: Spelling.nearest(name, among: CheckMeasure.all.map(\.name))))
    }
    var range: ThresholdRange?
    if parts[1] != "off" {
      range = ThresholdRange(parts[1]) { measure == .age ? DurationText.seconds($0) : Self.count($0) }
      if range == nil { throw CheckThresholdProblem(text: text, problem: .range(isTime: measure == .age)) }
    }
    if range != nil { asked.insert(measure) }
    if status == .critical { criticals[measure] = range } else { warnings[measure] = range }
  }

  private static func count(_ text: Substring) -> Double? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } && text.count <= 9 ? Double(text) : nil
  }
}

/// Why a threshold cannot be read.
public struct CheckThresholdProblem: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    case form
    case name(String, nearest: String?)
    case range(isTime: Bool)
  }

  public var text: String
  public var problem: Problem

  public var sentence: String {
    switch problem {
    case .form: "“\(text)” is no threshold. Write a name and a range, such as failing=2 or age=1d."
    case .name(let name, let nearest):
      "Unknown name “\(name)” in a threshold. "
        + (nearest.map { "Did you mean \($0)?" }
          ?? "Names are \(CheckMeasure.all.map(\.name).joined(separator: ", ")).")
    case .range(let isTime):
      "“\(text)” has no range that can be read. Write "
        + (isTime ? "a time such as 90min, 6h or 7d" : "a whole number such as 2") + ", a range such as 1:5, or off."
    }
  }
}
