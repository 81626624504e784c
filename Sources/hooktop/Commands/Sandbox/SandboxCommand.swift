public import ArgumentParser
import Files
public import FintoroSandbox

/// `hooktop sandbox`: runs a server that behaves like Fintoro's API, on loopback only.
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox", abstract: "Run a server on this machine that behaves like Fintoro's API.",
    discussion: """
      It prints its base URL when it accepts connections and runs until it is interrupted. Its tokens are \
      \(SandboxTokens.write), \(SandboxTokens.renewedWrite) (the same, renewed), \(SandboxTokens.read) and, for another \
      company, \(SandboxTokens.secondWrite).

      --scenario, --fault and --assume explain themselves: `hooktop sandbox --scenario help`.
      """)

  @Option(help: ArgumentHelp("The port on 127.0.0.1; 0 takes any free one.", valueName: "port"))
  var port = 0

  @Option(help: ArgumentHelp("Requests a company may make in 60 s.", valueName: "requests"))
  var rateLimit = 120

  @OptionGroup var scenario: SandboxScenarioOptions

  @OptionGroup var deliveries: SandboxDeliveryOptions

  @Option(
    help: ArgumentHelp("Keep the state in this file over restarts; without it, in memory alone.", valueName: "file"))
  var state: String?

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port takes 1 to 65535, or 0 for any free one.") }
    guard rateLimit > 0 else { throw ValidationError("--rate-limit takes a whole number from 1 on.") }
  }

  func run() async throws {
    let environment = try AppEnvironment.system
    var configuration = try await configuration(in: environment)
    let file = try await stateFile(in: environment)
    configuration.state = file?.storage(environment.paths, tell: StandardError.print)
    // Watches before the start, so that no signal is lost.
    let watch = TerminationSignal()
    // A change is on the disk before it is answered, so nothing is lost that a client was told.
    ExitDeadline.watch(TerminationSignal.all, within: 0.8)
    let server = try await SandboxServer.start(configuration)
    // Before the address is printed: a state file that cannot be written fails the start.
    guard await server.saveState() else {
      await server.stop()
      throw CommandExit(.inputOutput)
    }
    try StandardOutput.write("hooktop sandbox: \(server.baseURL)\n")
    let signal = await watch.next()
    await server.stop()
    if file?.problem != nil { throw CommandExit(.inputOutput) }
    if let signal { throw CommandExit(.ended(by: signal)) }
  }

  private func stateFile(in environment: AppEnvironment) async throws -> StateFile? {
    guard let state else { return nil }
    let paths = environment.paths
    let path = try environment.absolute(state)
    return try await BlockingWork.run { () throws(StateFileProblem) in try StateFile(path, paths: paths) }
  }

  private func configuration(in environment: AppEnvironment) async throws -> SandboxConfiguration {
    SandboxConfiguration(
      port: port, rateLimit: rateLimit, scenario: try await scenario.scenario(in: environment),
      deliveries: deliveries.settings, clock: environment.clock.now)
  }
}

/// How events reach receivers.
struct SandboxDeliveryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "simulated (as the scenario says, nothing is sent), real (HTTP requests to receivers on this machine; every "
        + "other is out of reach) or off.", valueName: "mode"))
  var deliveries = DeliverySettings.Mode.simulated

  @Option(
    help: ArgumentHelp(
      "Divides the waits of 10, 100, 1000 and 10000 s between the attempts of a delivery.", valueName: "factor"))
  var speed = 1.0

  func validate() throws {
    guard speed > 0, speed.isFinite else { throw ValidationError("--speed takes a number above 0, such as 100.") }
  }

  var settings: DeliverySettings { DeliverySettings(mode: deliveries, speed: speed) }
}

extension DeliverySettings.Mode: ExpressibleByArgument {}
