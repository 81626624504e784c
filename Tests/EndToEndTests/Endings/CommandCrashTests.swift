import FintoroSandbox
import Glibc
import TestSupport
import Testing

@Suite("A crash of a command")
struct CommandCrashTests {
  static let commands = [
    ["whoami"], ["list", "--json"], ["show", "801"], ["backfill", "801"], ["pause", "803"], ["resume", "804"],
    ["update", "801", "--name", "ERP"], ["rotate", "801", "--confirm", "801"], ["delete", "802", "--confirm", "802"],
    ["create", "--url", "https://night.example.com/h", "--event", "invoices.paid", "--secret-file", "-"],
    ["sandbox", "--state", "state.json"],
  ]

  @Test("It ends by its signal at once, and prints nothing of what is in memory", arguments: commands)
  func endsPlainly(command: [String]) async throws {
    // The answer does not come, so the command is still there when the signal is.
    try await withSandbox(SandboxConfiguration(faults: [try Fault("delay=60")])) { server in
      for signal in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] {
        let home = try Home()
        let arguments = command.map { $0 == "state.json" ? home.path + "/" + $0 : $0 }
        let fault = SyscallFault.at(1, .signal(signal), record: home.path + "/calls.log")
        // As somebody sets it who looks for crashes: always, and with everything there is.
        let loud = ["SWIFT_BACKTRACE": "enable=yes,color=no,registers=all,images=all,threads=all"]
        let environment = home.environment(at: server.baseURL).merging(loud) { $1 }
        let run = try await ProcessRun.run(
          hooktop, arguments, environment: environment.merging(fault.environment) { $1 })
        #expect(run.exit == .signaled(signal), "\(run)")
        #expect(run.standardError == "", "\(signal)")
        #expect(!run.standardOutput.contains(SandboxTokens.write))
      }
    }
  }
}
