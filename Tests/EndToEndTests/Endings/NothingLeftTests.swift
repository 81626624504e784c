import FintoroSandbox
import Glibc
import TestSupport
import Testing

@Suite("A secret does not stay on a terminal without a second screen", .serialized)
struct NothingLeftTests {
  enum End: String, CaseIterable, CustomTestStringConvertible {
    case controlC = "Ctrl-C"
    case terminate = "TERM"
    case hangUp = "HUP"
    case crash = "SEGV"

    var testDescription: String { rawValue }
  }

  @Test("It is erased before the terminal is given back", arguments: End.allCases)
  func erased(end: End) async throws {
    try await withSandbox { server in
      let home = try Home()
      // This kind of terminal has one screen alone, so that what is not erased stays in sight.
      let environment = home.environment(at: server.baseURL).merging(["TERM": "vt100", "HOOKTOP": hooktop]) { $1 }
      let number = home.temporary + "/number"
      let terminal = try await TmuxSession(
        ["dash", "-c", "echo $$ > \(number); exec $HOOKTOP"], environment: environment)
      try await terminal.waitFor("ERP sync")
      try await terminal.fillForm(name: "Night export", endpoint: "night.example.com")
      try await terminal.pressCreate()
      _ = try await terminal.waitForSecret(of: "Night export")
      #expect(try await !terminal.isOnAlternateScreen())

      let process = try #require(Int32(try home.contents(of: number).filter(\.isNumber)))
      switch end {
      case .controlC: try await terminal.press("C-c")
      case .terminate: kill(process, SIGTERM)
      case .hangUp: kill(process, SIGHUP)
      case .crash: kill(process, SIGSEGV)
      }
      _ = try await terminal.waitForExit()
      let left = try await terminal.screen()
      #expect(left.signingSecret == nil, "\(left)")
      #expect(!left.contains("ERP sync"))
      #expect(try home.contents(of: home.secrets + "/night-export.secret").signingSecret != nil)
    }
  }
}
