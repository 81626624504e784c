/// The state of a sandbox at its start, and what happens in it.
public struct Scenario: Hashable, Sendable {
  /// The companies' subscriptions. Of two with one id the first counts.
  public var subscriptions: [SubscriptionSeed]
  /// The events, and how receivers answer deliveries.
  public var script: DeliveryScript
  /// Faults from the start.
  public var faults: [Fault]
  /// How the server behaves where the contract is silent.
  public var assumptions: Assumptions
  /// Which endpoint URLs it takes.
  public var endpoints: EndpointPolicy

  public init(
    subscriptions: [SubscriptionSeed] = [], script: DeliveryScript = .quiet, faults: [Fault] = [],
    assumptions: Assumptions = Assumptions(), endpoints: EndpointPolicy = EndpointPolicy()
  ) {
    self.subscriptions = subscriptions
    self.script = script
    self.faults = faults
    self.assumptions = assumptions
    self.endpoints = endpoints
  }

  /// The same with other assumptions: `.demo.assuming { $0.readTokenLists = true }`.
  public func assuming(_ change: (inout Assumptions) -> Void) -> Scenario {
    var scenario = self
    change(&scenario.assumptions)
    return scenario
  }
}

/// The scenarios that come with the sandbox: one row each.
public struct NamedScenario: Sendable {
  public let name: String
  /// Its purpose, in one line.
  public let summary: String
  let make: @Sendable (Int) -> Scenario
  /// What a number after its name means; nil where it takes none.
  let number: Number?

  struct Number: Sendable {
    /// `count` or `seed`.
    let name: String
    let standard: Int
    let range: ClosedRange<Int>

    /// Subscriptions of `huge`.
    static let count = Number(name: "count", standard: 10_000, range: 1...100_000)
    static let seed = Number(name: "seed", standard: 1, range: 1...1_000_000)
  }

  public static let table = [
    plain("demo", "a believable company with a subscription in every health state", .demo),
    plain("empty", "no subscriptions at all", .empty),
    plain("busy", "the demo's company with events every second, few of them refused at first", .busy),
    plain("outage", "receivers that fail and recover as one watches", .outage),
    NamedScenario(
      name: "huge",
      summary:
        "very many subscriptions: \(Number.count.standard), or as --count says, up to \(Number.count.range.upperBound)",
      make: { .huge(count: $0) }, number: .count),
    NamedScenario(
      name: "random-outage",
      summary: "three endpoints that fail at random for a day; random-outage=SEED, the same each time",
      make: { .randomOutage(seed: $0) }, number: .seed),
    plain("hostile", "names and reasons full of escape codes, bidi, wide and combining characters", .hostile),
    plain("newer-server", "event types and fields that are newer than the contract", .newerServer),
  ]

  private static func plain(_ name: String, _ summary: String, _ scenario: Scenario) -> NamedScenario {
    NamedScenario(name: name, summary: summary, make: { _ in scenario }, number: nil)
  }
}

extension Scenario {
  /// Neither company has a subscription, and nothing happens.
  public static let empty = Scenario()
}

extension Scenario {
  /// Reads the name of a scenario that comes with the sandbox, such as `demo` or `huge=1000`.
  /// - Parameter count: what `--count` says; for `huge` alone.
  public init(_ text: String, count: Int? = nil) throws(ScenarioTextError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let row = NamedScenario.table.first(where: { $0.name == parts[0] }) else {
      let names = NamedScenario.table.map(\.name).joined(separator: ", ")
      throw ScenarioTextError(text: text, problem: "there is none of this name; expected \(names), or a TOML file")
    }
    let inText = parts.count > 1 ? parts[1] : nil
    guard count == nil || row.number?.name == "count", inText == nil || row.number != nil else {
      throw ScenarioTextError(text: text, problem: "it takes no count; only huge does")
    }
    guard let number = row.number else {
      self = row.make(0)
      return
    }
    let wanted = inText.map { Int($0) ?? 0 } ?? count ?? number.standard
    guard number.range.contains(wanted) else {
      throw ScenarioTextError(
        text: text,
        problem: "expected a \(number.name) from \(number.range.lowerBound) to \(number.range.upperBound), such as "
          + "\(row.name)=1000")
    }
    self = row.make(wanted)
  }

  /// Every scenario with a line on it.
  public static var help: String {
    let width = (NamedScenario.table.map(\.name.count).max() ?? 0) + 2
    let rows = NamedScenario.table.map { row in
      row.name + String(repeating: " ", count: width - row.name.count) + row.summary
    }
    return rows.joined(separator: "\n")
  }
}

/// A scenario's text that could not be read.
public struct ScenarioTextError: Error, Hashable, Sendable, CustomStringConvertible {
  public let text: String
  /// What is wrong and what was expected, as a clause.
  public let problem: String

  public var description: String { "The sandbox scenario \"\(text)\" cannot be used: \(problem)." }
}
