import FintoroSandbox
import FintoroWebhooks
import TOMLKit

extension EventSchedule {
  /// One `[[events]]`: `first` and `every` are times after the sandbox's start.
  init(section: TOMLSection) throws(ConfigurationProblem) {
    try section.refuseUnknown(["type", "company", "first", "every", "times", "resource_id"])
    let every = try section.duration("every")
    if every == 0 { throw section.problem("every", "expected a time above 0") }
    self.init(
      EventType(try section.required("type", section.text("type"))), companyID: try section.companyID(),
      first: try section.duration("first") ?? every ?? 0, every: every,
      times: try section.integer("times", 1...Int.max),
      resourceID: try section.integer("resource_id", 1...1_000_000_000) ?? 1)
  }
}

extension OutcomeRule {
  /// One `[[outcomes]]`: what receivers do with which attempts.
  init(section: TOMLSection) throws(ConfigurationProblem) {
    try section.refuseUnknown([
      "outcome", "subscription", "type", "first_attempt", "last_attempt", "from", "to", "probability",
    ])
    let firstAttempt = try section.integer("first_attempt", 1...5)
    let lastAttempt = try section.integer("last_attempt", (firstAttempt ?? 1)...5)
    let from = try section.duration("from")
    let to = try section.duration("to")
    if let to, to <= from ?? 0 { throw section.problem("to", "expected a time after the one of from") }
    self.init(
      try SimulatedOutcome(section: section), subscriptionID: try section.integer("subscription", 1...Int.max - 1),
      type: try section.text("type").map { EventType($0) },
      attempts: firstAttempt == nil && lastAttempt == nil ? nil : (firstAttempt ?? 1)...(lastAttempt ?? 5),
      during: from == nil && to == nil ? nil : (from ?? 0)..<(to ?? .infinity),
      probability: try section.probability("probability") ?? 1)
  }
}

extension SimulatedOutcome {
  fileprivate init(section: TOMLSection) throws(ConfigurationProblem) {
    let expected = "a status from 100 to 599, \"time-out\" or \"unreachable\""
    guard let value = section.table["outcome"] else { throw section.reader.problem(section.path, "outcome is missing") }
    switch (value.int, value.string) {
    case (let status?, _) where (100...599).contains(status): self = .answer(status: status)
    case (_, "time-out"): self = .timeOut
    case (_, "unreachable"): self = .unreachable
    default: throw section.reader.wrongValue(value, section.path + ["outcome"], expected)
    }
  }
}

extension SubscriptionSeed {
  /// One `[[subscriptions]]`. Times say how long ago something happened, such as `last_success = "2h"`.
  init(section: TOMLSection, standardID: Int) throws(ConfigurationProblem) {
    try section.refuseUnknown([
      "id", "company", "name", "url", "active", "events", "last_success", "last_failure", "disabled",
      "disabled_reason", "created", "updated",
    ])
    let events = "event types such as [\"invoices.paid\"]"
    self.init(
      id: try section.integer("id", 1...Int.max - 1) ?? standardID,
      companyID: try section.companyID(),
      name: try section.text("name"),
      url: try section.required("url", section.text("url")),
      isActive: try section.flag("active") ?? true,
      subscribedEvents: try section.required("events", section.texts("events", events)),
      past: SubscriptionPast(
        success: try section.duration("last_success", canBeNegative: true),
        failure: try section.duration("last_failure", canBeNegative: true),
        disabled: try section.duration("disabled", canBeNegative: true),
        reason: try section.text("disabled_reason"),
        created: try section.duration("created", canBeNegative: true) ?? 30 * 86_400,
        updated: try section.duration("updated", canBeNegative: true)))
  }
}

extension TOMLSection {
  /// The first company by default.
  func companyID() throws(ConfigurationProblem) -> Int {
    try integer("company", 15...16) ?? 15
  }
}
