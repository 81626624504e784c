import FintoroSandbox
import Foundation
import Glibc
import TestSupport
import Testing

@Suite("Frames paced by the terminal's answers", .serialized)
struct PacingTests {
  private static let question = "\u{1B}[5n"
  private static let answer = "\u{1B}[0n"

  @Test("While an answer is on its way no frame is sent; then the newest, and none in between")
  func paced() async throws {
    try await withBoard { terminal in
      var asked = try await answerUntilShown("keep", typing: "/", terminal)
      terminal.send("a")
      asked = try await terminal.waitForOutput(Self.question, from: asked)
      // Nothing answers from here on.
      terminal.send("bbbbbbbbzzz")
      try await terminal.waitUntilKeysAreRead()
      #expect(!String(decoding: terminal.output[asked...], as: UTF8.self).contains("b"))
      terminal.send(Self.answer)
      asked = try await terminal.waitForOutput(Self.question, from: asked)
      #expect(terminal.outputText.contains("bbbbbbbbzzz"))
      terminal.send(Self.answer)
      terminal.send("\u{3}")
      _ = try await terminal.waitForOutput("\u{1B}[?1049l", from: asked)
      #expect(try await terminal.waitForExit() == .exited(0))
    }
  }

  @Test("A terminal that never answers gets its frames at once")
  func neverAnswered() async throws {
    try await withBoard { terminal in
      let offset = terminal.output.count
      terminal.send("n")
      try await terminal.waitForOutput("mode 0600", from: offset)
      terminal.send("Nightly")
      try await terminal.waitForOutput("7 of 255", from: offset)
      #expect(terminal.outputText.count(of: Self.question) == 1)
      terminal.send("\u{3}")
      #expect(try await terminal.waitForExit() == .exited(0))
    }
  }

  @Test("Leaving waits for the answer, so that no shell reads it", arguments: ["q", "\u{1A}"])
  func leaving(key: String) async throws {
    try await withShell { shell in
      let asked = try await shell.waitForOutput(Self.question)
      shell.send(key)
      try await shell.waitForOutput("\u{1B}[?1049l", from: asked)
      shell.send(Self.answer)
      try await expectNothingRead(by: shell, from: asked)
    }
  }

  @Test("Leaving soon after it was continued waits for the answers to all frames, those before it too")
  func leavingAfterContinuing() async throws {
    try await withShell { shell in
      let first = try await shell.waitForOutput(Self.question)
      let id = shell.processID
      let children = try String(contentsOfFile: "/proc/\(id)/task/\(id)/children", encoding: .utf8)
      kill(try #require(children.split(separator: " ").compactMap { Int32($0) }.first), SIGCONT)
      let second = try await shell.waitForOutput(Self.question, from: first)
      shell.send(Self.answer)
      shell.send("q")
      try await shell.waitForOutput("\u{1B}[?1049l", from: second)
      for _ in 1..<shell.outputText.count(of: Self.question) { shell.send(Self.answer) }
      try await expectNothingRead(by: shell, from: second)
    }
  }

  /// The board as the job of a shell, which echoes what it reads, on a terminal that leaves the answers to the test.
  private func withShell(_ body: (PseudoTerminal) async throws -> Void) async throws {
    try await withSandbox { server in
      let home = try Home()
      let environment = home.environment(at: server.baseURL).merging(["PS1": "the shell: ", "HOOKTOP": hooktop]) { $1 }
      let shell = try PseudoTerminal("dash", ["-i"], environment: environment, answersStatus: false)
      try await shell.waitForOutput("the shell: ")
      shell.send("$HOOKTOP\n")
      try await body(shell)
    }
  }

  private func expectNothingRead(by shell: PseudoTerminal, from offset: Int) async throws {
    let prompt = try await shell.waitForOutput("the shell: ", from: offset)
    shell.send("echo still $((40 + 2))\n")
    try await shell.waitForOutput("still 42", from: prompt)
    #expect(!shell.outputText.contains("[0n"))
  }

  /// The board on a terminal that leaves the answers to the test.
  private func withBoard(_ body: (PseudoTerminal) async throws -> Void) async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try PseudoTerminal(
        hooktop, environment: home.environment(at: server.baseURL), answersStatus: false)
      try await terminal.openList()
      try await body(terminal)
    }
  }

  /// Types, and answers until a text is on the screen and all questions are answered.
  /// - Returns: the end of the output then.
  private func answerUntilShown(_ text: String, typing keys: String, _ terminal: PseudoTerminal) async throws -> Int {
    let start = terminal.output.count
    terminal.send(keys)
    var answered = try await terminal.waitForOutput(Self.question)
    terminal.send(Self.answer)
    let deadline = ContinuousClock.now + patience
    while !String(decoding: terminal.output[start..<max(start, answered)], as: UTF8.self).contains(text) {
      guard ContinuousClock.now < deadline else { throw TestFailure("never saw \(text)") }
      answered = try await terminal.waitForOutput(Self.question, from: answered)
      terminal.send(Self.answer)
    }
    return answered
  }
}
