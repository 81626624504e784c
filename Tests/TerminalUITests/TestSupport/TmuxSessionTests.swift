import TerminalUI
import TestSupport
import Testing

@Suite("A screen drawn by tmux in a test")
struct TmuxSessionTests {
  @Test("Typed and pasted text, keys and sizes reach the program, and its screen the test")
  func session() async throws {
    let session = try await TmuxSession(
      ["/bin/sh", "-c", "echo $GREETING; while read line; do stty size; echo \"got <$line>\"; done; exit 7"],
      environment: ["GREETING": "hello there"], size: Size(columns: 50, rows: 12))
    try await session.waitFor("hello there")
    try await session.type("two words; -x")
    try await session.press("Enter")
    let screen = try await session.waitFor("got <two words; -x>")
    #expect(screen.contains("12 50"))
    try await session.paste("pasted")
    try await session.resize(Size(columns: 61, rows: 13))
    try await session.press("Enter")
    #expect(try await session.waitFor("got <pasted>").contains("13 61"))
    #expect(try await session.isOnAlternateScreen() == false)
    #expect(try await session.exitStatus() == nil)
    try await session.press("C-d")
    #expect(try await session.waitForExit() == 7)
  }

  @Test("A program that a signal ended has the status that a shell would give it")
  func signal() async throws {
    let session = try await TmuxSession(["/bin/sh", "-c", "kill -TERM $$"])
    #expect(try await session.waitForExit() == 128 + 15)
  }

  @Test("A text that never comes is a failure with the screen as it was")
  func missing() async throws {
    let session = try await TmuxSession(["/bin/sh", "-c", "echo this instead; read line"])
    try await session.waitFor("this instead")
    let failure = await #expect(throws: TestFailure.self) {
      try await session.waitFor("wanted", within: .milliseconds(100))
    }
    #expect(failure?.description.contains("this instead") == true)
  }
}
