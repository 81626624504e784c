import FintoroSandbox

extension SubscriptionSeed {
  /// One `[[subscriptions]]`: times are how long ago something happened, such as `last_success = "2h"`.
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
      url: try section.needed("url", section.text("url")),
      isActive: try section.truth("active") ?? true,
      subscribedEvents: try section.needed("events", section.texts("events", events)),
      past: SubscriptionPast(
        success: try section.span("last_success", canBeNegative: true),
        failure: try section.span("last_failure", canBeNegative: true),
        disabled: try section.span("disabled", canBeNegative: true),
        reason: try section.text("disabled_reason"),
        created: try section.span("created", canBeNegative: true) ?? 30 * 86_400,
        updated: try section.span("updated", canBeNegative: true)))
  }
}

extension TOMLSection {
  /// The first company unless it is said.
  func companyID() throws(ConfigurationProblem) -> Int {
    try integer("company", 15...16) ?? 15
  }
}
