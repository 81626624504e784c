import Files
import FintoroSandbox
import TOMLKit

/// A user's own scenario on disk.
enum ScenarioFile {
  static let maxBytes = 16 << 20

  /// - Parameter typed: the path on the command line.
  static func read(_ typed: String, in environment: AppEnvironment) async throws(ScenarioFileProblem) -> Scenario {
    let path: String
    do throws(PathProblem) {
      path = try environment.absolute(typed)
    } catch {
      throw ScenarioFileProblem(sentence: error.sentence)
    }
    let shown = environment.paths.display(path)
    return try await BlockingWork.run { () throws(ScenarioFileProblem) in
      do throws(ConfigurationProblem) {
        return try ScenarioFileReader.parse(try text(path, shown: shown), shownPath: shown)
      } catch {
        throw ScenarioFileProblem(sentence: error.sentence)
      }
    }
  }

  private static func text(_ path: String, shown: String) throws(ConfigurationProblem) -> String {
    func problem(_ text: String) -> ConfigurationProblem { .config(path: shown, line: nil, key: nil, problem: text) }
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(path, FileRule(maxBytes: maxBytes))
    } catch {
      switch error {
      case .system(let error): throw problem("cannot be read: \(error.text)")
      case .tooLong: throw problem("is longer than 16 MiB")
      default: throw problem("is not a file")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw problem("is not UTF-8 text") }
    return text
  }
}

/// What is wrong with a scenario file: file, line, key and what was expected, in one sentence.
struct ScenarioFileProblem: Error, Equatable {
  var sentence: String
}

/// Reads a user's own scenario whole or not at all. An error has the line, the key and what was expected.
struct ScenarioFileReader: TOMLReading {
  let shownPath: String
  let statements: TOMLStatements

  static func parse(_ text: String, shownPath: String) throws(ConfigurationProblem) -> Scenario {
    let reader = ScenarioFileReader(shownPath: shownPath, statements: TOMLStatements(text))
    return try reader.scenario(TOMLSection(reader: reader, table: reader.root(text), path: []))
  }

  private func scenario(_ root: TOMLSection) throws(ConfigurationProblem) -> Scenario {
    try root.refuseUnknown([
      "base", "faults", "allow_loopback", "seed", "assume", "resolve", "subscriptions", "events", "outcomes",
    ])
    var scenario = try base(root)
    scenario.subscriptions = try subscriptions(root) + scenario.subscriptions
    scenario.script.events += try root.entries("events").mapped(EventSchedule.init(section:))
    // Before the base's own, because the first matching rule decides.
    scenario.script.outcomes =
      try root.entries("outcomes").mapped(OutcomeRule.init(section:)) + scenario.script.outcomes
    if let seed = try root.integer("seed", 0...Int.max) { scenario.script.seed = UInt64(seed) }
    if let allows = try root.flag("allow_loopback") { scenario.endpoints.allowsLoopback = allows }
    scenario.faults += try faults(root)
    try assume(root, &scenario.assumptions)
    try resolve(root, &scenario.endpoints)
    return scenario
  }

  private func base(_ root: TOMLSection) throws(ConfigurationProblem) -> Scenario {
    guard let name = try root.text("base") else { return .empty }
    do throws(ScenarioTextError) {
      return try Scenario(name)
    } catch {
      throw root.problem("base", error.problem)
    }
  }

  private func faults(_ root: TOMLSection) throws(ConfigurationProblem) -> [Fault] {
    let expected = "faults such as [\"drop-after POST /webhook-subscriptions x1\"]"
    return try (root.texts("faults", expected) ?? []).mapped { text throws(ConfigurationProblem) in
      do throws(FaultTextError) {
        return try Fault(text)
      } catch {
        throw root.problem("faults", "the fault \"\(error.text)\" cannot be read: \(error.problem)")
      }
    }
  }

  private func assume(_ root: TOMLSection, _ assumptions: inout Assumptions) throws(ConfigurationProblem) {
    guard let section = try root.section("assume") else { return }
    for (name, choice) in try texts(of: section) {
      do throws(AssumptionTextError) {
        try assumptions.choose(name, choice)
      } catch {
        throw section.problem(name, error.problem)
      }
    }
  }

  private func resolve(_ root: TOMLSection, _ endpoints: inout EndpointPolicy) throws(ConfigurationProblem) {
    guard let section = try root.section("resolve") else { return }
    for (name, address) in try texts(of: section) {
      do throws(ResolveTextError) {
        try endpoints.resolve(name, to: address)
      } catch {
        throw section.problem(name, error.problem)
      }
    }
  }

  private func texts(of section: TOMLSection) throws(ConfigurationProblem) -> [(key: String, text: String)] {
    try section.table.keys.mapped { key throws(ConfigurationProblem) in
      (key, try section.required(key, section.text(key)))
    }
  }

  private func subscriptions(_ root: TOMLSection) throws(ConfigurationProblem) -> [SubscriptionSeed] {
    var next = 801
    return try root.entries("subscriptions").mapped { section throws(ConfigurationProblem) in
      let seed = try SubscriptionSeed(section: section, standardID: next)
      next = max(next, seed.id) + 1
      return seed
    }
  }
}

extension Sequence {
  /// `map` with the typed error of its body.
  func mapped<Value, Problem: Error>(_ body: (Element) throws(Problem) -> Value) throws(Problem) -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try body(element)) }
    return values
  }
}
