import FintoroWebhooks

/// A problem in the coverage of event types.
enum CoverageProblem: Hashable, Sendable {
  case types(Coverage.Kind, Coverage.Group)
  case duplicates(Coverage.Duplicate)
  case sharedURL(Coverage.SharedURL)

  /// The subscription that Enter opens.
  var id: Int? {
    switch self {
    case .types(_, let group): group.subscribers.all.first
    case .duplicates(let duplicates): duplicates.ids.last
    case .sharedURL(let shared): shared.ids.last
    }
  }

  /// The event types, or what stands in their place.
  var what: String {
    switch self {
    case .types(_, let group): EventSummary.text(group.types)
    case .duplicates(let duplicates): EventSummary.text(duplicates.types)
    case .sharedURL(let shared): shared.ids.map(String.init).joined(separator: ", ")
    }
  }
}

/// A line of the list of problems: a title with what follows below it, or a problem.
enum CoverageLine: Hashable, Sendable {
  case title(count: String, ink: Ink, note: String)
  case problem(CoverageProblem)

  var problem: CoverageProblem? { if case .problem(let problem) = self { problem } else { nil } }

  /// What is broken first, then what is not proven, what is not subscribed, and what comes twice.
  static func all(_ coverage: Coverage, isPast: Bool) -> [CoverageLine] {
    kind(.onlyBroken, coverage, "all their subscribers fail")
      + kind(.notProven, coverage, "no subscriber is known to work") + notSubscribed(coverage, isPast)
      + section(
        coverage.duplicateCount, "twice to one URL", .critical, "each event is delivered twice",
        coverage.duplicates.map { .duplicates($0) })
      + section(
        coverage.sharedURLs.count, coverage.sharedURLs.count == 1 ? "URL used twice" : "URLs used twice", .notice,
        "by more than one subscription", coverage.sharedURLs.map { .sharedURL($0) })
  }

  private static func notSubscribed(_ coverage: Coverage, _ isPast: Bool) -> [CoverageLine] {
    let count = coverage.types(.notSubscribed).count
    guard coverage.isComplete else {
      return count == 0
        ? [] : [.title(count: coverage.text(.notSubscribed), ink: .warning, note: coverage.unreadableWords)]
    }
    return kind(.notSubscribed, coverage, isPast ? "" : "n \(coverage.subscribeWords)")
  }

  private static func kind(_ kind: Coverage.Kind, _ coverage: Coverage, _ note: String) -> [CoverageLine] {
    section(
      coverage.types(kind).count, kind.word, kind.ink, note, coverage.groups(kind).map { .types(kind, $0) })
  }

  private static func section(
    _ count: Int, _ words: String, _ ink: Ink, _ note: String, _ problems: [CoverageProblem]
  ) -> [CoverageLine] {
    problems.isEmpty ? [] : [.title(count: "\(count) \(words)", ink: ink, note: note)] + problems.map { .problem($0) }
  }
}

extension Coverage {
  /// What `n` does here: `subscribe to all 17`.
  var subscribeWords: String {
    let count = types(.notSubscribed).count
    return count == 1 ? "subscribe to it" : "subscribe to all \(count)"
  }

  /// How many event types one URL gets twice.
  var duplicateCount: Int { Set(duplicates.flatMap(\.types)).count }

  /// Why it is not known what is not subscribed.
  var unreadableWords: String {
    "\(unreadableCount) \(unreadableCount == 1 ? "subscription's" : "subscriptions'") events could not be read"
  }

  /// `8 only broken`; a bound where some subscriptions could not be read.
  func text(_ kind: Kind) -> String {
    let isBound = kind == .notSubscribed && !isComplete
    return "\(isBound ? "at most " : "")\(types(kind).count) \(kind.word)"
  }
}

extension Coverage.Kind {
  var word: String {
    switch self {
    case .safe: "safe"
    case .notProven: "not proven"
    case .onlyBroken: "only broken"
    case .notSubscribed: "not subscribed"
    }
  }

  var ink: Ink {
    switch self {
    case .safe: .good
    case .notProven: .warning
    case .onlyBroken: .critical
    case .notSubscribed: .notice
    }
  }
}
