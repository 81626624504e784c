import FintoroSandbox
import Glibc
import TestSupport
import Testing

@Suite("Every ending gives the terminal back", .serialized)
struct EndingTests {
  @Test("q, Ctrl-C and F10 leave the list with status 0", arguments: ["q", "\u{3}", "\u{1B}[21~"])
  func leaving(key: String) async throws {
    try await ending(in: .list) {
      $0.send(key)
    } expecting: {
      .exited(0)
    }
  }

  @Test("Ctrl-C leaves from everywhere with status 0", arguments: Place.allCases)
  func controlC(place: Place) async throws {
    try await ending(in: place) {
      $0.send("\u{3}")
    } expecting: {
      .exited(0)
    }
  }

  @Test(
    "A signal that asks it to end is obeyed, with the status by which shells tell it",
    arguments: Place.allCases, [SIGTERM, SIGHUP, SIGINT])
  func signals(place: Place, number: Int32) async throws {
    try await ending(in: place) {
      $0.signal(number)
    } expecting: {
      .exited(128 + number)
    }
  }

  @Test(
    "However many changes of the window come with it, a signal to end is obeyed", arguments: [SIGTERM, SIGHUP, SIGINT])
  func amongOthers(number: Int32) async throws {
    try await ending(in: .list) { terminal in
      for _ in 1...200 { terminal.signal(SIGWINCH) }
      terminal.signal(number)
    } expecting: {
      .exited(128 + number)
    }
  }

  @Test("A command that only reads is ended by the signal itself", arguments: [SIGTERM, SIGHUP, SIGINT])
  func readingCommand(number: Int32) async throws {
    try await withSandbox(SandboxConfiguration(faults: [Fault("hold=20 GET x1")])) { server in
      let command = try PseudoTerminal(hooktop, ["list"], environment: Home().environment(at: server.baseURL))
      let deadline = ContinuousClock.now + .seconds(20)
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

  @Test(
    "A crash gives the terminal back before it ends the program", arguments: Place.allCases, [SIGSEGV, SIGABRT, SIGILL])
  func crash(place: Place, number: Int32) async throws {
    try await ending(in: place) {
      $0.signal(number)
    } expecting: {
      .signaled(number)
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

  /// Starts the program, goes to a place, ends it there and looks at what it leaves.
  private func ending(
    in place: Place, by act: (PseudoTerminal) -> Void, expecting exit: () -> ProcessExit,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL))
      try await place.open(on: terminal)
      terminal.expectTaken(sourceLocation: sourceLocation)
      let offset = terminal.output.count
      act(terminal)
      #expect(try await terminal.waitForExit() == exit(), sourceLocation: sourceLocation)
      try await terminal.expectGivenBack(from: offset, sourceLocation: sourceLocation)
    }
  }
}
