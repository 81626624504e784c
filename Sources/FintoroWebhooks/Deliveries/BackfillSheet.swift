public import struct Foundation.Date

/// What to fetch again after an outage, because Fintoro replays nothing: the window and, for each resource of the
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
    _ assessed: AssessedSubscription, at time: ServerTime, asOf: Date, baseURL: String, watchedSuccess: Date? = nil
  ) {
    subscription = assessed.subscription
    state = assessed.health.state
    window = BackfillWindow(assessed, at: time, watchedSuccess: watchedSuccess)
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
    ] + windowLines(zone) + cautions.enumerated().map { Line($0 == 0 ? "mind" : "", $1, isCaution: true) }
      + steps.flatMap(stepLines) + (steps.isEmpty ? [] : howTo).enumerated().map { Line($0 == 0 ? "how" : "", $1) }
  }

  /// Why the window begins where it does, as one sentence.
  public var basisText: String {
    switch window.basis {
    case .lastSuccess: "the last success; deliveries have failed since some time after it"
    case .creation: "the subscription's creation; no delivery was ever accepted"
    case .watchedSuccess: "the last success before the outage, as hooktop saw it while it watched"
    case .lastFailure:
      "one retry window (\(TimeText.duration(Double(DeliverySchedule.window)))) before the last failure"
    case .switchedOff: "the last success; deliveries are switched off"
    case .noGap: "no failure is recorded, so there is nothing to fetch again"
    case .unknown: "not known: a time that would tell is missing or cannot be believed"
    }
  }

  /// What the two timestamps and unreadable events leave unknown.
  public var cautions: [String] {
    guard let problem = subscription.eventsProblem, window.basis != .noGap else { return ofTimes }
    return ["Which events it hears is not known, so what to fetch is not all here: \(problem)."] + ofTimes
  }

  private var ofTimes: [String] {
    switch window.basis {
    case .lastFailure:
      ["When the outage began is not known: the success before it is overwritten. Begin earlier if you know better."]
    case .lastSuccess, .watchedSuccess:
      ["What was refused shortly before that success may be lost too: single deliveries can fail among accepted ones."]
    case .unknown: ["Choose the beginning yourself: the last time at which your receiver surely worked."]
    case .noGap: ["What your receiver accepted and lost by itself afterwards is in no record of Fintoro's."]
    case .creation, .switchedOff: []
    }
  }

  private func windowLines(_ zone: LocalZone) -> [Line] {
    let to = "\(TimeText.exact(window.to, in: zone)) (\(ISO8601.text(window.to)))"
    if window.basis == .noGap { return [Line("gap", "none: \(basisText)")] }
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
      "Call each resource's list call below \(baseURL) and keep what changed in the window.",
      "hooktop knows Fintoro's webhook calls only: path, filters and pages of the list calls stand in Fintoro's API "
        + "documentation. Where a call cannot filter by time, read its pages from the newest on until the window is left.",
      "Treat every record as you treat a delivery: processing one twice must do no harm.",
    ]
  }
}

extension BackfillSheet.Step {
  /// What to look for, one sentence a kind of event.
  public var advice: [String] {
    var advice: [String] = []
    let changes = verbs.filter { $0 == "created" || $0 == "updated" }
    if !changes.isEmpty { advice.append("records \(changes.joined(separator: " or ")) in the window") }
    if verbs.contains("paid") { advice.append("documents fully paid in the window, by their payments' time") }
    if verbs.contains("stock-updated") { advice.append("stock levels as they are now: compare them with yours") }
    if verbs.contains("deleted") {
      advice.append("deleted ones are in no list: compare all ids with yours, what is missing was deleted")
    }
    let known = ["created", "updated", "deleted", "paid", "stock-updated"]
    let others = verbs.filter { !known.contains($0) }
    if !others.isEmpty { advice.append("what “\(others.joined(separator: ", "))” means, see the documentation") }
    return advice
  }
}
