import FintoroSandbox
import Glibc
import TestSupport
import Testing

@Suite("Every ending gives the terminal back", .serialized, .endingFigures)
struct EndingTests {
  @Test("Whatever ends the program, wherever it is", arguments: Ending.all, Place.allCases)
  func ending(_ ending: Ending, in place: Place) async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL))
      try await place.open(on: terminal)
      terminal.expectTaken()
      let offset = terminal.output.count
      EndingFigures.shared.begin(ending, in: place)
      ending.act(terminal)
      #expect(try await terminal.waitForExit() == ending.exit)
      try await terminal.expectGivenBack(from: offset)
      if terminal.leftBroken.isEmpty { EndingFigures.shared.end(ending, in: place) }
    }
  }

  @Test("q and F10 leave the list with status 0", arguments: ["q", "\u{1B}[21~"])
  func leaving(key: String) async throws {
    try await withSandbox { server in
      let terminal = try PseudoTerminal(hooktop, environment: Home().environment(at: server.baseURL))
      try await terminal.openList()
      terminal.expectTaken()
      let offset = terminal.output.count
      terminal.send(key)
      #expect(try await terminal.waitForExit() == .exited(0))
      try await terminal.expectGivenBack(from: offset)
    }
  }

  @Test(
    "However many changes of the window come with it, a signal to end is obeyed", arguments: [SIGTERM, SIGHUP, SIGINT])
  func amongOthers(number: Int32) async throws {
    try await withSandbox { server in
      let terminal = try PseudoTerminal(hooktop, environment: Home().environment(at: server.baseURL))
      try await terminal.openList()
      for _ in 1...200 { terminal.signal(SIGWINCH) }
      terminal.signal(number)
      #expect(try await terminal.waitForExit() == .exited(128 + number))
      #expect(terminal.settings == terminal.settingsBefore)
    }
  }

  @Test("A command that only reads is ended by the signal itself", arguments: [SIGTERM, SIGHUP, SIGINT])
  func readingCommand(number: Int32) async throws {
    try await withSandbox(SandboxConfiguration(faults: [Fault("hold=20 GET x1")])) { server in
      let command = try PseudoTerminal(hooktop, ["list"], environment: Home().environment(at: server.baseURL))
      let deadline = ContinuousClock.now + patience
      while await server.recordedRequests().isEmpty {
        guard ContinuousClock.now < deadline else { throw TestFailure("no request ever arrived") }
        // The sandbox tells nobody what arrives.
        try await Task.sleep(for: .milliseconds(10))
      }
      command.signal(number)
      #expect(try await command.waitForExit() == .signaled(number))
      // The request is given up, not waited for.
      await server.clearFaults()
    }
  }

  @Test("A terminal that is gone ends the program", arguments: Place.allCases)
  func hangUp(place: Place) async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL))
      try await place.open(on: terminal)
      terminal.hangUp()
      #expect(try await terminal.waitForExit() == .exited(128 + SIGHUP))
    }
  }

  @Test("On a terminal that takes nothing any more, Ctrl-C works as ever")
  func stuckControlC() async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL))
      try await terminal.openList()
      try await terminal.fill()
      terminal.send("jjj\u{3}")
      #expect(try await terminal.waitForExit() == .exited(0))
      #expect(terminal.settings == terminal.settingsBefore)
    }
  }

  @Test("A terminal that takes nothing any more does not keep it from ending", arguments: [SIGTERM, SIGHUP, SIGINT])
  func stuck(number: Int32) async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL))
      try await terminal.openList()
      try await terminal.fill()
      terminal.signal(number)
      #expect(try await terminal.waitForExit() == .exited(128 + number))
      #expect(terminal.settings == terminal.settingsBefore)
    }
  }

  @Test("What the program was started to ignore does not end it, as nohup wants it")
  func ignored() async throws {
    let home = try Home()
    let environment = home.environment.merging(["HOOKTOP": hooktop]) { $1 }
    let sandbox = try PseudoTerminal(
      "sh", ["-c", "trap '' HUP USR1; exec $HOOKTOP sandbox --port 0"], environment: environment)
    try await sandbox.waitForOutput("hooktop sandbox: http")
    sandbox.signal(SIGHUP)
    sandbox.signal(SIGUSR1)
    sandbox.signal(SIGTERM)
    #expect(try await sandbox.waitForExit() == .exited(128 + SIGTERM))
  }

  @Test(
    "The question for a token gives the echo back, whatever ends it", arguments: [SIGTERM, SIGUSR1, SIGQUIT, SIGXCPU])
  func hiddenQuestion(number: Int32) async throws {
    let arguments = ["setup", "--profile", "acme", "--base-url", "http://127.0.0.1:1/api"]
    let terminal = try PseudoTerminal(hooktop, arguments, environment: Home().environment)
    // Echo is off before it is asked.
    try await terminal.waitForOutput("API token (not shown)")
    #expect(!terminal.settings.echoes)
    terminal.signal(number)
    #expect(try await terminal.waitForExit() == (number == SIGTERM ? .exited(128 + number) : .signaled(number)))
    #expect(terminal.settings == terminal.settingsBefore)
  }
}
