import ArgumentParser
import FintoroSandbox

/// The scenario of a sandbox, and changes to it.
struct SandboxScenarioOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What is there at the start: the name of a scenario, or a TOML file; `help` lists them.", valueName: "scenario"))
  var scenario = "demo"

  @Option(help: ArgumentHelp("How many subscriptions the scenario huge has.", valueName: "number"))
  var count: Int?

  @Option(
    help: ArgumentHelp(
      "Something that goes wrong on purpose; may be given several times; `help` lists them.", valueName: "fault"))
  var fault: [String] = []

  @Option(
    help: ArgumentHelp(
      "How the server behaves where the contract is silent, as NAME=CHOICE; may be given several times; `help` lists "
        + "what is open. The standard is the worst for a client.", valueName: "choice"))
  var assume: [String] = []

  @Option(
    help: ArgumentHelp(
      "What a name resolves to, as NAME=ADDRESS; may be given several times. Others count as public; DNS is never "
        + "asked.", valueName: "name"))
  var resolve: [String] = []

  @Flag(help: "Admit receivers on this machine as endpoint URLs, by plain http:// too.")
  var allowLoopback = false

  func validate() throws {
    try answerHelp()
    do {
      // The file is not checked here: its errors are not errors of the command line.
      var scenario = namesFile ? Scenario() : try Scenario(scenario, count: count)
      if namesFile, count != nil { throw ValidationError("--count goes with the scenario huge alone.") }
      try change(&scenario)
    } catch let error as ScenarioTextError {
      throw ValidationError(error.description)
    } catch let error as FaultTextError {
      throw ValidationError(error.description)
    } catch let error as AssumptionTextError {
      throw ValidationError(error.description)
    } catch let error as ResolveTextError {
      throw ValidationError(error.description)
    }
  }

  func scenario(in environment: AppEnvironment) async throws -> Scenario {
    var scenario =
      namesFile
      ? try await ScenarioFile.read(self.scenario, in: environment) : try Scenario(self.scenario, count: count)
    try change(&scenario)
    return scenario
  }

  /// Options of the command line win over the scenario.
  private func change(_ scenario: inout Scenario) throws {
    for text in fault { scenario.faults.append(try Fault(text)) }
    for text in assume { try scenario.assumptions.choose(text) }
    for text in resolve { try scenario.endpoints.resolve(text) }
    if allowLoopback { scenario.endpoints.allowsLoopback = true }
  }

  private var namesFile: Bool { scenario.contains("/") || scenario.hasSuffix(".toml") }

  private func answerHelp() throws {
    if scenario == "help" { throw CleanExit.message(Scenario.help) }
    if fault.contains("help") { throw CleanExit.message(Fault.help) }
    if assume.contains("help") { throw CleanExit.message(Assumptions.help) }
  }
}
