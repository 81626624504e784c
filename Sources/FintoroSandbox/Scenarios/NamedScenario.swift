/// The scenarios that come with the sandbox: one row each.
public struct NamedScenario: Sendable {
  public let name: String
  /// What it is for, in a line.
  public let line: String
  let make: @Sendable (Int) -> Scenario
  /// Whether it takes a count.
  let isCounted: Bool

  /// How many subscriptions `huge` has when nothing is said.
  static let standardCount = 10_000
  static let counts = 1...100_000

  public static let table = [
    plain("demo", "a believable company with a subscription in every health state", .demo),
    plain("empty", "no subscriptions at all", .empty),
    plain("busy", "the demo's company with events every second, few of them refused at first", .busy),
    plain("outage", "receivers that fail and recover as one watches", .outage),
    NamedScenario(
      name: "huge", line: "very many subscriptions: \(standardCount), or as --count says, up to \(counts.upperBound)",
      make: { .huge(count: $0) }, isCounted: true),
    plain("hostile", "names and reasons full of escape codes, bidi, wide and combining characters", .hostile),
    plain("newer-server", "event types and fields that are newer than the contract", .newerServer),
  ]

  private static func plain(_ name: String, _ line: String, _ scenario: Scenario) -> NamedScenario {
    NamedScenario(name: name, line: line, make: { _ in scenario }, isCounted: false)
  }
}
