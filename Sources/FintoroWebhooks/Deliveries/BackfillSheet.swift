public import struct Foundation.Date

/// What to fetch again after an outage (Fintoro replays nothing): the window and, for each resource of the
/// subscription's events, what to look for.
public struct BackfillSheet: Hashable, Sendable {
  /// The records of one resource.
  public struct Step: Hashable, Sendable, Identifiable {
    /// The event prefix, such as `invoices`: what the list call is looked up by.
    public var resource: String
    /// The `resource.type` of deliveries; nil for a resource that this version does not know.
    public var resourceType: String?
    /// The kinds of events that the subscription gets.
    public var verbs: [String]

    public var id: String { resource }
  }

  public var subscription: Subscription
  public var state: HealthState
  public var window: BackfillWindow
  /// Empty where there is no gap.
  public var steps: [Step]
  /// The list calls are below it.
  public var baseURL: String
  /// When the answer was received that this is made from.
  public var asOf: Date

  public init(
    _ assessed: AssessedSubscription, at time: ServerTime, asOf: Date, baseURL: String, watchedSuccess: Date? = nil,
    gapFrom: Date? = nil
  ) {
    subscription = assessed.subscription
    state = assessed.health.state
    window = BackfillWindow(assessed, at: time, watchedSuccess: watchedSuccess, gapFrom: gapFrom)
    self.baseURL = baseURL
    self.asOf = asOf
    let types = Dictionary(EventCatalogue.resources.map { ($0.id, $0.resourceType) }) { first, _ in first }
    let events = window.basis == .noGap ? [] : assessed.subscription.subscribedEvents
    steps = EventSummary.of(events).map { summary in
      Step(resource: summary.resource, resourceType: types[summary.resource], verbs: summary.verbs)
    }
  }
}

extension BackfillSheet {
  /// A label with its text; an empty label continues the line above.
  public struct Line: Hashable, Sendable {
    public var label: String
    public var text: String
    /// Whether it is a warning about something unknown.
    public var isCaution: Bool

    init(_ label: String, _ text: String, isCaution: Bool = false) {
      self.label = label
      self.text = text
      self.isCaution = isCaution
    }
  }

  /// The whole sheet in words: for the screen, for a file and for the command line.
  public func lines(in zone: LocalZone) -> [Line] {
    [
      Line("subscription", "\(subscription.displayName) (\(subscription.id)), \(state.word)"),
      Line("endpoint URL", subscription.url),
    ] + windowLines(zone) + cautions.enumerated().map { Line($0 == 0 ? "note" : "", $1, isCaution: true) }
      + steps.flatMap(stepLines) + (steps.isEmpty ? [] : howTo).enumerated().map { Line($0 == 0 ? "how" : "", $1) }
  }

  /// Why the window begins where it does, as one sentence.
  public var basisText: String {
    switch window.basis {
    case .lastSuccess: "the last success; deliveries failed after it"
    case .creation: "its creation; no delivery was ever accepted"
    case .watchedSuccess: "the last success before the outage, as hooktop saw it"
    case .gap: "the earliest that the gap may have begun, as hooktop saw it"
    case .lastFailure:
      "one retry window (\(TimeText.duration(Double(DeliverySchedule.window)))) before the last failure"
    case .switchedOff: "the last success; it is disabled"
    // Whether a failure shows at the first try or only at the last is not known.
    case .noGap:
      "no failure is recorded; one of the last \(TimeText.duration(Double(DeliverySchedule.window))) may not show yet"
    case .unknown: "not known: a time is missing or not credible"
    }
  }

  /// What the two timestamps and unreadable events leave unknown.
  public var cautions: [String] {
    guard let problem = subscription.eventsProblem, window.basis != .noGap else { return ofTimes }
    return ["Which events it gets is not fully known, so this list is incomplete: \(problem)."] + ofTimes
  }

  private var ofTimes: [String] {
    switch window.basis {
    case .lastFailure:
      ["The API does not tell when the outage began. Start earlier if you know more."]
    case .lastSuccess, .watchedSuccess:
      ["Start a little earlier: single deliveries before that may have failed too."]
    case .unknown: ["Start at the last time when your endpoint surely worked."]
    case .noGap: ["Fintoro does not know what your endpoint accepted and then lost."]
    case .creation, .switchedOff, .gap: []
    }
  }

  private func windowLines(_ zone: LocalZone) -> [Line] {
    let to = "\(TimeText.exact(window.to, in: zone)) (\(ISO8601.text(window.to)))"
    if window.basis == .noGap { return [Line("gap", "none known: \(basisText)")] }
    guard let from = window.from else { return [Line("from", basisText), Line("to", to)] }
    return [
      Line("from", "\(TimeText.exact(from, in: zone)) (\(ISO8601.text(from)))"),
      Line("", basisText),
      Line("to", to),
      Line("length", TimeText.duration(window.to.timeIntervalSince(from))),
    ]
  }

  private func stepLines(_ step: Step) -> [Line] {
    let type = step.resourceType.map { "\($0): " } ?? "not known to this version of hooktop: "
    return [Line(step.resource, type + step.verbs.joined(separator: ", "))] + step.advice.map { Line("", $0) }
  }

  private var howTo: [String] {
    [
      "Read each resource's list below \(baseURL) and keep what changed in this time.",
      "See Fintoro's API documentation for paths, filters and pages.",
      "Without a filter by time, read pages from the newest back to the start of this time.",
      "Process each record like a delivery: twice must do no harm.",
    ]
  }
}

extension BackfillSheet.Step {
  /// What to look for, one sentence a kind of event.
  public var advice: [String] {
    var advice: [String] = []
    let changes = verbs.filter { $0 == "created" || $0 == "updated" }
    if !changes.isEmpty { advice.append("records \(changes.joined(separator: " or ")) in the window") }
    if verbs.contains("paid") { advice.append("documents fully paid in this time, by the time of payment") }
    if verbs.contains("stock-updated") { advice.append("stock levels as they are now: compare them with yours") }
    if verbs.contains("deleted") {
      advice.append("deleted: not listed; compare ids, missing = deleted")
    }
    let known = ["created", "updated", "deleted", "paid", "stock-updated"]
    let others = verbs.filter { !known.contains($0) }
    if !others.isEmpty { advice.append("what “\(others.joined(separator: ", "))” means, see the documentation") }
    return advice
  }
}
