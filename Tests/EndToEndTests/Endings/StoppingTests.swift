import FintoroSandbox
import Glibc
import TestSupport
import Testing

@Suite("Stopping and going on", .serialized)
struct StoppingTests {
  @Test("Ctrl-Z gives the shell its terminal, fg brings the screen back as it was", arguments: Place.allCases)
  func stopAndGoOn(place: Place) async throws {
    try await withSandbox { server in
      let shell = try Shell(at: server.baseURL)
      try await shell.start(place)
      let offset = try await shell.stop()
      try await shell.terminal.expectGivenBack(from: offset)

      let back = try await shell.bringBack()
      let text =
        switch place {
        case .list: "ERP sync"
        case .form: "Nightly"
        case .secret: "whsec_fintoro_"
        }
      let drawn = try await shell.terminal.waitForOutput(text, from: back)
      shell.terminal.expectTaken()
      shell.terminal.send("\u{3}")
      try await shell.waitForPrompt(from: drawn)
      try await shell.terminal.expectGivenBack(from: drawn)
      try await shell.expectStatus(0)
    }
  }

  @Test("Twice stopped is twice given back")
  func twice() async throws {
    try await withSandbox { server in
      let shell = try Shell(at: server.baseURL)
      try await shell.start(.list)
      _ = try await shell.stop()
      try await shell.terminal.waitForOutput("ERP sync", from: try await shell.bringBack())
      let offset = try await shell.stop()
      try await shell.terminal.expectGivenBack(from: offset)
    }
  }

  @Test("Ended while it is stopped, it leaves the terminal to the shell", arguments: [SIGTERM, SIGHUP, SIGINT])
  func endedWhileStopped(number: Int32) async throws {
    try await withSandbox { server in
      let shell = try Shell(at: server.baseURL)
      try await shell.start(.list)
      let offset = try await shell.stop()
      // Until it has ended, `wait` tells again and again that it was stopped.
      let ended = "s=148; while [ $s = 148 ]; do sleep 0.05; wait %1; s=$?; done; echo ended with $s"
      shell.terminal.send("kill -\(number) %1; kill -CONT %1; \(ended)\n")
      try await shell.terminal.waitForOutput("ended with \(128 + number)", from: offset)
      try await shell.terminal.expectGivenBack(from: offset)
    }
  }

  @Test("Asked to end while it is stopped, it does so when fg brings it back")
  func endedByComingBack() async throws {
    try await withSandbox { server in
      let shell = try Shell(at: server.baseURL)
      try await shell.start(.secret)
      let offset = try await shell.stop()
      shell.terminal.send("kill -TERM %1; fg; echo ended with $?\n")
      try await shell.terminal.waitForOutput("ended with 143", from: offset)
      try await shell.terminal.expectGivenBack(from: offset)
    }
  }

  @Test("Stopped behind its back and continued, it draws its screen anew")
  func stoppedFromOutside() async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL))
      try await terminal.openList()
      let offset = terminal.output.count
      terminal.signal(SIGSTOP)
      terminal.signal(SIGCONT)
      // The rest of an earlier frame may still come before the screen is taken again.
      let back = try await terminal.waitForOutput("\u{1B}[?2004h", from: offset)
      try await terminal.waitForOutput("ERP sync", from: back)
      terminal.expectTaken()
    }
  }

  @Test("A command without a screen stops and goes on like any other")
  func command() async throws {
    let shell = try Shell(at: "http://127.0.0.1:1")
    try await shell.waitForPrompt(from: 0)
    shell.terminal.send("$HOOKTOP sandbox\n")
    let started = try await shell.terminal.waitForOutput("hooktop sandbox: http")
    shell.terminal.send("\u{1A}")
    try await shell.terminal.waitForOutput("Stopped", from: started)
    try await shell.waitForPrompt(from: started)
    let stopped = shell.terminal.output.count
    shell.terminal.send("fg\n")
    // The shell names the job that it brings back.
    let continued = try await shell.terminal.waitForOutput("sandbox", from: stopped)
    shell.terminal.send("\u{3}")
    try await shell.waitForPrompt(from: continued)
    try await shell.expectStatus(130)
  }

  @Test("Where no shell could bring it back, Ctrl-Z does not stop it")
  func nobodyToComeBackTo() async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL))
      try await terminal.openList()
      let offset = terminal.output.count
      terminal.send("\u{1A}")
      // The rest of an earlier frame may still come before the screen is taken again.
      let back = try await terminal.waitForOutput("\u{1B}[?2004h", from: offset)
      try await terminal.waitForOutput("ERP sync", from: back)
      terminal.expectTaken()
      terminal.send("q")
      #expect(try await terminal.waitForExit() == .exited(0))
    }
  }
}

/// A shell on a terminal of its own, and the program as its job.
private struct Shell {
  private static let prompt = "the shell: "
  let terminal: PseudoTerminal
  private let home: Home

  /// `dash`, because it neither edits lines nor mends a terminal that a job left broken.
  init(at baseURL: String) throws {
    home = try Home()
    let environment = home.environment(at: baseURL).merging(["PS1": Self.prompt, "HOOKTOP": hooktop]) { $1 }
    terminal = try PseudoTerminal("dash", ["-i"], environment: environment)
  }

  func start(_ place: Place) async throws {
    try await waitForPrompt(from: 0)
    terminal.send("$HOOKTOP\n")
    try await place.open(on: terminal)
    terminal.expectTaken()
  }

  /// - Returns: where the output of stopping begins.
  func stop() async throws -> Int {
    let offset = terminal.output.count
    terminal.send("\u{1A}")
    try await terminal.waitForOutput("\u{1B}[?1049l", from: offset)
    try await terminal.waitForOutput("Stopped", from: offset)
    try await waitForPrompt(from: offset)
    return offset
  }

  /// - Returns: where the output of the program that is back begins.
  func bringBack() async throws -> Int {
    let offset = terminal.output.count
    terminal.send("fg\n")
    return try await terminal.waitForOutput("\u{1B}[?1049h", from: offset)
  }

  func waitForPrompt(from offset: Int) async throws {
    try await terminal.waitForOutput(Self.prompt, from: offset)
  }

  func expectStatus(_ status: Int32) async throws {
    let offset = terminal.output.count
    terminal.send("echo status $?\n")
    try await terminal.waitForOutput("status \(status)\r\n", from: offset)
  }
}
