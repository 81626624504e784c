import ArgumentParser
import FintoroSandbox

/// `hooktop sandbox`: a server that behaves like Fintoro's API, on this machine alone.
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox", abstract: "Run a server on this machine that behaves like Fintoro's API.",
    discussion: """
      It prints its base URL when it accepts connections and runs until it is interrupted. Its tokens are \
      \(SandboxTokens.write), \(SandboxTokens.read) and, for another company, \(SandboxTokens.secondWrite).

      --scenario, --fault and --assume explain themselves: `hooktop sandbox --scenario help`.
      """)

  @Option(help: ArgumentHelp("The port on 127.0.0.1; 0 takes any free one.", valueName: "port"))
  var port = 0

  @Option(help: ArgumentHelp("Requests a company may make in 60 s.", valueName: "requests"))
  var rateLimit = 120

  @OptionGroup var scenario: SandboxScenarioOptions

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port takes 1 to 65535, or 0 for any free one.") }
    guard rateLimit > 0 else { throw ValidationError("--rate-limit takes a whole number from 1 on.") }
  }

  func run() async throws {
    let configuration = try await configuration(in: .system)
    // Watched from before the start, so that a signal during it is not lost.
    let watch = EndingSignal()
    let server = try await SandboxServer.start(configuration)
    try StandardOutput.write("hooktop sandbox: \(server.baseURL)\n")
    let signal = await watch.next()
    await server.stop()
    if let signal { throw Ending(ExitCode(signal: signal)) }
  }

  private func configuration(in surroundings: Surroundings) async throws -> SandboxConfiguration {
    SandboxConfiguration(
      port: port, rateLimit: rateLimit, scenario: try await scenario.scenario(in: surroundings),
      clock: surroundings.clock.now)
  }
}
