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
      429=SECONDS, 500, 503, html=STATUS, redirect=URL (each also with -after: the work was done), drop-before, \
      drop-after, cut=BYTES, delay=SECONDS, hold=SECONDS.
      """)

  @Option(help: ArgumentHelp("The port on 127.0.0.1; 0 takes any free one.", valueName: "port"))
  var port = 0

  @Option(help: ArgumentHelp("Requests a company may make in 60 s.", valueName: "requests"))
  var rateLimit = 120

  @Option(
    help: ArgumentHelp("What is there at the start: demo, empty, newer-events or huge=COUNT.", valueName: "scenario"))
  var scenario = "demo"

  @Option(help: ArgumentHelp("Something that goes wrong on purpose; may be given several times.", valueName: "fault"))
  var fault: [String] = []

  func validate() throws { _ = try configuration() }

  func run() async throws {
    // Watched from before the start, so that a signal during it is not lost.
    let watch = EndingSignal()
    let server = try await SandboxServer.start(configuration())
    try StandardOutput.write("hooktop sandbox: \(server.baseURL)\n")
    let signal = await watch.next()
    await server.stop()
    if let signal { throw Ending(ExitCode(signal: signal)) }
  }

  private func configuration() throws -> SandboxConfiguration {
    guard (0...65_535).contains(port) else { throw ValidationError("--port takes 1 to 65535, or 0 for any free one.") }
    guard rateLimit > 0 else { throw ValidationError("--rate-limit takes a whole number from 1 on.") }
    do {
      return SandboxConfiguration(
        port: port, rateLimit: rateLimit, scenario: try Scenario(scenario), faults: try fault.map { try Fault($0) },
        clock: Surroundings.system.clock.now)
    } catch let error as ScenarioTextError {
      throw ValidationError(error.description)
    } catch let error as FaultTextError {
      throw ValidationError(error.description)
    }
  }
}
