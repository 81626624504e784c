import ArgumentParser
import FintoroSandbox

/// `hooktop sandbox`: a server that behaves like Fintoro's API, on this machine alone.
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox", abstract: "Run a server on this machine that behaves like Fintoro's API.",
    discussion: """
      It prints its base URL when it accepts connections and runs until it is interrupted. Its tokens are \
      \(SandboxTokens.write), \(SandboxTokens.read) and, for another company, \(SandboxTokens.secondWrite).

      A fault is EFFECT [METHOD] [PATH] [xTIMES], such as "drop-after POST /webhook-subscriptions x1". Effects: \
      429=SECONDS, 500, 503, html=STATUS, redirect=URL, drop-before, drop-after, cut=BYTES, delay=SECONDS, hold=SECONDS.
      """)

  @Option(help: ArgumentHelp("The port on 127.0.0.1; 0 takes any free one.", valueName: "port"))
  var port = 0

  @Option(help: ArgumentHelp("Requests a company may make in 60 s.", valueName: "requests"))
  var rateLimit = 120

  @Option(help: ArgumentHelp("What is there at the start: demo, empty, or huge=COUNT.", valueName: "scenario"))
  var scenario: ScenarioName = ScenarioName(scenario: .demo, text: "demo")

  @Option(help: ArgumentHelp("Something that goes wrong on purpose; may be given several times.", valueName: "fault"))
  var fault: [String] = []

  func validate() throws {
    if rateLimit < 1 { throw ValidationError("--rate-limit takes a whole number from 1 on.") }
    _ = try faults()
  }

  func run() async throws {
    // Watched from before the start, so that a signal during it is not lost.
    let watch = EndingSignal()
    let server = try await SandboxServer.start(
      SandboxConfiguration(
        port: port, rateLimit: rateLimit, scenario: scenario.scenario, faults: try faults(),
        clock: Surroundings.system.clock.now))
    try StandardOutput.write("hooktop sandbox: \(server.baseURL)\n")
    let signal = await watch.next()
    await server.stop()
    if let signal { throw Ending(ExitCode(signal: signal)) }
  }

  private func faults() throws -> [Fault] {
    try fault.map { text in
      do throws(FaultTextError) {
        return try Fault(text)
      } catch {
        throw ValidationError(error.description)
      }
    }
  }
}

/// A scenario as it is written on the command line.
struct ScenarioName: ExpressibleByArgument, CustomStringConvertible {
  var scenario: Scenario
  var text: String

  var description: String { text }
  var defaultValueDescription: String { text }
}

extension ScenarioName {
  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    switch (parts.first, parts.dropFirst().first.map { Int($0) }) {
    case ("demo", nil): scenario = .demo
    case ("empty", nil): scenario = .empty
    case ("huge", let count??) where (1...1_000_000).contains(count): scenario = .huge(count: count)
    default: return nil
    }
    text = argument
  }
}
