import Foundation
import Glibc
import TestSupport
import Testing

@Suite("Ended while a command is asked for the token")
struct TokenCommandEndingTests {
  @Test(
    "A signal ends hooktop at once, and the command with all that it started", arguments: [SIGTERM, SIGHUP, SIGINT])
  func ended(number: Int32) async throws {
    let home = try Home()
    let alive = try Alive(home.path + "/alive")
    try home.write(
      """
      [profiles.a]
      base_url = "https://127.0.0.1:1"
      token_command = ["sh", "-c", "exec 3> \(alive.path); echo >&3; sleep 600 & wait"]

      """, to: home.configFile)
    let command = try PseudoTerminal(hooktop, ["list"], environment: home.environment)
    #expect(alive.comes(Int16(POLLIN)), "the command never ran")
    command.signal(number)
    #expect(try await command.waitForExit() == .signaled(number))
    #expect(alive.comes(Int16(POLLHUP)), "the command outlived hooktop")
  }

  /// A named pipe that the command and all that it starts hold open.
  struct Alive {
    let path: String
    private let reader: Int32

    init(_ path: String) throws {
      self.path = path
      mkfifo(path, 0o600)
      reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
      guard reader >= 0 else { throw TestFailure("no pipe: error \(errno)") }
    }

    /// Whether that is so within 20 s.
    func comes(_ event: Int16) -> Bool {
      var waiting = pollfd(fd: reader, events: event, revents: 0)
      poll(&waiting, 1, 20_000)
      return waiting.revents & event != 0
    }
  }
}
