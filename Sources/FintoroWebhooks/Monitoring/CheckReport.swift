public import struct Foundation.Date

/// What a check saw: the subscriptions that it is about, by one answer.
public struct CheckSubject: Sendable {
  public var subscriptions: [AssessedSubscription]
  public var unreadable: [UnreadableSubscription]
  /// How many gaps are open and not acknowledged; nil where history is off.
  public var openGaps: Int?
  /// Since when deliveries may be lost by the oldest gap that nobody has fetched, by subscription.
  public var gapsFrom: [Int: Date]
  /// Whether what is usual could be learnt from history, as far as enough was seen.
  public var knowsRhythms: Bool
  /// Why history, which is on, could not tell one of both; as a sentence.
  public var historyProblem: String?
  public var time: ServerTime
  public var zone: LocalZone

  public init(
    _ subscriptions: [AssessedSubscription], unreadable: [UnreadableSubscription] = [], openGaps: Int? = nil,
    gapsFrom: [Int: Date] = [:], knowsRhythms: Bool = false, historyProblem: String? = nil, time: ServerTime,
    zone: LocalZone
  ) {
    self.subscriptions = subscriptions
    self.unreadable = unreadable
    self.openGaps = openGaps
    self.gapsFrom = gapsFrom
    self.knowsRhythms = knowsRhythms
    self.historyProblem = historyProblem
    self.time = time
    self.zone = zone
  }

  fileprivate var count: Int { subscriptions.count + unreadable.count }
}

/// The result of a check as monitoring plugins print it: a first line for a pager with performance data behind it, then
/// a line for each subscription that is not OK.
public struct CheckReport: Sendable {
  public let status: CheckStatus
  public let text: String

  /// Nothing could be judged: a sentence and no performance data.
  public init(_ status: CheckStatus, sentence: String, more: [String] = []) {
    self.status = status
    text = ([Self.line("\(status.word): \(sentence)")] + more.map(Self.line)).map { $0 + "\n" }.joined()
  }

  /// - Parameters:
  ///   - whenEmpty: the status where there is nothing to judge.
  ///   - isVerbose: whether subscriptions that are OK have a line as well.
  public init(
    _ subject: CheckSubject, _ thresholds: CheckThresholds, whenEmpty: CheckStatus = .unknown, isVerbose: Bool = false
  ) {
    guard subject.count > 0 else {
      self = CheckReport(whenEmpty, sentence: "No subscription to check; nothing matches.")
      return
    }
    self = CheckWriter(subject: subject, thresholds: thresholds).report(isVerbose: isVerbose)
  }

  fileprivate init(_ status: CheckStatus, first: String, data: [String], lines: [String]) {
    self.status = status
    let data = status == .unknown ? "" : " | " + data.joined(separator: " ")
    text = ([Self.line(first) + data] + lines.map(Self.line)).map { $0 + "\n" }.joined()
  }

  /// What follows a bar is performance data, so no text may have one.
  private static func line(_ text: String) -> String {
    String(text.map { $0 == "|" ? "¦" : $0.isNewline ? " " : $0 })
  }
}

/// Writes one report.
private struct CheckWriter {
  let subject: CheckSubject
  let thresholds: CheckThresholds
  private let counts: [HealthState: Int]
  /// Worst first.
  private let sorted: [AssessedSubscription]
  /// How many have times that cannot be read, so that they may be in any state. A threshold for odd judges them.
  private let unjudged: Int

  /// Of subscriptions with a line, unless all are asked for: monitors cut long texts.
  private static let maxLines = 100
  /// Of subscriptions with a value of their own. A longer list is a matter for metrics.
  private static let maxAges = 100

  init(subject: CheckSubject, thresholds: CheckThresholds) {
    self.subject = subject
    self.thresholds = thresholds
    counts = subject.subscriptions.reduce(into: [:]) { $0[$1.health.state, default: 0] += 1 }
    sorted = TroubleOrder.sorted(subject.subscriptions)
    unjudged = thresholds.asks(for: .state(.odd)) ? 0 : subject.subscriptions.beyondJudgingCount
  }

  func report(isVerbose: Bool) -> CheckReport {
    CheckReport(status, first: firstLine, data: performanceData, lines: lines(isVerbose: isVerbose))
  }

  private var status: CheckStatus {
    .worst(
      values.map { thresholds.status(Double($0.value), of: $0.measure) }
        + subject.subscriptions.map { ageStatus($0) } + (isKnown ? [] : [.unknown]))
  }

  /// Whether all that is to be judged can be.
  private var isKnown: Bool { unjudged == 0 && !(isHistoryMissing && subject.historyProblem != nil) }

  /// In the order of trouble.
  private var values: [(measure: CheckMeasure, value: Int)] {
    let states = HealthState.allCases.sorted { $0.weight > $1.weight }
    return states.map { (.state($0), counts[$0] ?? 0) } + [(.unreadable, subject.unreadable.count)]
      + (subject.openGaps.map { [(.gaps, $0)] } ?? []) + silences
  }

  private var silences: [(measure: CheckMeasure, value: Int)] {
    guard subject.knowsRhythms else { return [] }
    let overdue = subject.subscriptions.compactMap(\.health.overdue)
    return [(.overdue, overdue.count), (.missed, overdue.count { $0.witness != nil })]
  }

  /// Whether something is to be judged that only history tells, and there is none.
  private var isHistoryMissing: Bool {
    thresholds.asks(for: .gaps) && subject.openGaps == nil
      || (thresholds.asks(for: .overdue) || thresholds.asks(for: .missed)) && !subject.knowsRhythms
  }

  // MARK: The first line

  private var firstLine: String {
    let alerting = values.filter { thresholds.status(Double($0.value), of: $0.measure) != .ok }.map(words)
    let late = subject.subscriptions.count { ageStatus($0) != .ok }
    let problems =
      alerting + (late > 0 ? ["\(late) without a recent success"] : [])
      + (unjudged > 0 ? ["\(unjudged) with times that cannot be read"] : [])
    let shown = problems.isEmpty ? values.filter { $0.value > 0 }.map(words) : problems
    let total = "\(subject.count) subscription\(subject.count == 1 ? "" : "s")"
    let names = problems.isEmpty ? "" : worst
    let missing = isHistoryMissing ? subject.historyProblem.map { "; \($0)" } ?? "; history off" : ""
    return "\(status.word): \(shown.joined(separator: ", ")) of \(total)\(names)\(missing)"
  }

  private func words(_ value: (measure: CheckMeasure, value: Int)) -> String {
    switch value.measure {
    case .gaps: "\(value.value) open gap\(value.value == 1 ? "" : "s")"
    case .state(let state): "\(value.value) \(state.word)"
    default: "\(value.value) \(value.measure.name)"
    }
  }

  private func words(_ assessed: AssessedSubscription) -> String {
    assessed.health.state.word + (assessed.health.overdue == nil ? "" : ", overdue")
  }

  /// The one that a person looks at first, with the time that is left.
  private var worst: String {
    guard let first = sorted.first(where: { isNotOK($0) }) else { return "" }
    let gives = first.health.givesUpAt.map {
      ", gives up \(TimeText.minute($0, at: subject.time.now, in: subject.zone))"
    }
    let name = first.subscription.displayName
    return "; \(name.count > 30 ? name.prefix(29) + "…" : name) (\(first.id)) \(words(first))\(gives ?? "")"
  }

  // MARK: The lines

  private func lines(isVerbose: Bool) -> [String] {
    let bad = sorted.filter { isNotOK($0) }
    let shown = isVerbose ? sorted[...] : bad.prefix(Self.maxLines)
    let unreadable = subject.unreadable.prefix(isVerbose ? .max : Self.maxLines).map { element in
      "\(element.id.map(String.init) ?? "position \(element.position)") unreadable: \(element.problem)"
    }
    let hidden = isVerbose ? 0 : bad.count - shown.count + subject.unreadable.count - unreadable.count
    return shown.map(line) + unreadable + (hidden > 0 ? ["and \(hidden) more; --verbose has all"] : [])
      + whatIsNotKnown
  }

  /// Why gaps or silences were not counted. Too little was seen to know what is usual is no problem.
  private var whatIsNotKnown: [String] {
    if let problem = subject.historyProblem, subject.openGaps == nil || !subject.knowsRhythms { return [problem] }
    return subject.openGaps == nil ? ["history off"] : []
  }

  private func line(_ assessed: AssessedSubscription) -> String {
    let reason = HealthReason(
      assessed, at: subject.time, in: subject.zone, gapFrom: subject.gapsFrom[assessed.id]
    ).text
    return "\(assessed.id) \(assessed.subscription.displayName), \(words(assessed)): \(reason)"
  }

  /// Whether it raises the alarm, or would without thresholds of one's own.
  private func isNotOK(_ assessed: AssessedSubscription) -> Bool {
    let state = assessed.health.state
    let count = Double(counts[state] ?? 0)
    return assessed.health.weight >= .warning || thresholds.status(count, of: .state(state)) != .ok
      || ageStatus(assessed) != .ok || unjudged > 0 && assessed.isBeyondJudging
      || assessed.health.overdue != nil && isOverdueWrong
  }

  private var isOverdueWrong: Bool {
    silences.contains { thresholds.status(Double($0.value), of: $0.measure) != .ok }
  }

  // MARK: Performance data

  private var performanceData: [String] {
    let total = "n_total=\(subject.count)"
    let counted = values.compactMap { measure, value in
      measure.label.map { datum($0, String(value), measure) }
    }
    guard subject.subscriptions.count <= Self.maxAges else { return [total] + counted }
    let ages = subject.subscriptions.compactMap { assessed in
      age(assessed).map { datum("id\(assessed.id)_last_success_age", "\(Int($0))s", .age) }
    }
    return [total] + counted + ages
  }

  private func datum(_ label: String, _ value: String, _ measure: CheckMeasure) -> String {
    let limits = [thresholds.warning(measure)?.text ?? "", thresholds.critical(measure)?.text ?? ""]
    return limits[1].isEmpty
      ? limits[0].isEmpty ? "\(label)=\(value)" : "\(label)=\(value);\(limits[0])"
      : "\(label)=\(value);\(limits[0]);\(limits[1])"
  }

  /// Seconds since the last success of one that should have any; nil where there was none, or its time is not credible.
  private func age(_ assessed: AssessedSubscription) -> Double? {
    let subscription = assessed.subscription
    guard subscription.isActive, let date = subscription.lastSuccessAt.date else { return nil }
    let age = subject.time.now.timeIntervalSince(date)
    return age < -HealthLimits().skew ? nil : min(max(0, age), 1e12)
  }

  private func ageStatus(_ assessed: AssessedSubscription) -> CheckStatus {
    age(assessed).map { thresholds.status($0, of: .age) } ?? .ok
  }
}
