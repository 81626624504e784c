import Files
import FintoroAPI
import FintoroSandbox
import Glibc
import TestSupport
import Testing

@testable import hooktop

@Suite("Asking a command for a token")
struct TokenCommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func run(_ words: [String], environment: [String: String] = [:], seconds: Int = 10) throws -> String {
    let environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    return try TokenCommand(words: words, environment: environment, timeoutSeconds: seconds).run().reveal()
  }

  @Test("A command's first line is the token")
  func command() throws {
    #expect(try run(["printf", "tok\\nmore\\n"]) == "tok")
    #expect(try run(["printf", "no-newline"]) == "no-newline")
  }

  @Test("No shell sees the words")
  func noShell() throws {
    #expect(try run(["echo", "$HOME;`id`"].map { $0 }) == "$HOME;`id`")
  }

  @Test("HOOKTOP_TOKEN does not reach the command, other variables do")
  func environment() throws {
    let text = try run(
      ["sh", "-c", "echo \"${HOOKTOP_TOKEN:-none}-$OTHER\""], environment: ["HOOKTOP_TOKEN": "hush", "OTHER": "yes"])
    #expect(text == "none-yes")
  }

  @Test("A command that fails is an error, even after a line")
  func failing() throws {
    let error = #expect(throws: ConfigurationProblem.self) { try run(["sh", "-c", "echo tok; exit 3"]) }
    #expect(error?.sentence.hasSuffix("failed (exit status 3); it said nothing about why.") == true)
    let missing = #expect(throws: ConfigurationProblem.self) { try run(["/nowhere/pass"]) }
    #expect(missing?.sentence.contains("could not be started: it does not exist") == true)
  }

  @Test("What a command says itself is passed on as it is, and only then it is said to stand above")
  func messages() throws {
    var said: [UInt8] = []
    let script = "echo locked >&2; echo tok; head -c 100000 /dev/zero | tr '\\0' x >&2; exit 4"
    let command = TokenCommand(words: ["sh", "-c", script], environment: ["PATH": "/usr/bin:/bin"]) { said += $0 }
    let error = #expect(throws: ConfigurationProblem.self) { try command.run() }
    #expect(error?.sentence.hasSuffix("failed (exit status 4); its own message stands above.") == true)
    #expect(said == Array("locked\n".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 100_000))
  }

  @Test("Where a screen is drawn nothing is passed on: the last line stands in the sentence")
  func keptMessages() throws {
    let script = "echo first >&2; echo 'the store is locked' >&2; echo >&2; exit 4"
    let command = TokenCommand(words: ["sh", "-c", script], environment: ["PATH": "/usr/bin:/bin"], passOn: nil)
    let error = #expect(throws: ConfigurationProblem.self) { try command.run() }
    #expect(error?.sentence.hasSuffix("failed (exit status 4); it said “the store is locked”.") == true)
  }

  @Test("A command may write far more than its first line")
  func manyLines() throws {
    #expect(try run(["seq", "-f", "tok%.0f", "1", "10000"]) == "tok1")
    #expect(try run(["sh", "-c", "echo tok; head -c 1000000 /dev/zero"]) == "tok")
  }

  @Test("What a command left behind does not hold its token up, however long it keeps the output open")
  func leftBehind() throws {
    #expect(try run(["sh", "-c", "sleep 600 & printf tok"]) == "tok")
    // In a session of its own it is nobody's to end; here it ends by itself, after the test.
    #expect(try run(["sh", "-c", "setsid sleep 5 & printf tok"]) == "tok")
  }

  @Test("A command that closes its output and goes on is stopped in time")
  func closedOutput() {
    let error = #expect(throws: ConfigurationProblem.self) {
      try run(["sh", "-c", "echo tok; exec >&- 2>&-; sleep 600"], seconds: 1)
    }
    #expect(error?.sentence.contains("was stopped: no token after 1 s") == true)
  }

  @Test("A command that a signal ended is told by its number")
  func signalled() {
    let error = #expect(throws: ConfigurationProblem.self) { try run(["sh", "-c", "echo tok; kill -KILL $$"]) }
    #expect(error?.sentence.contains("failed (signal 9)") == true)
  }

  @Test("A command finds no signal blocked or ignored, as one that was started by hand")
  func signals() throws {
    let ignored = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, ignored) }
    let lines = try run(["sh", "-c", "grep -E 'SigBlk|SigIgn' /proc/self/status | tr -d '\\n\\t '"])
    // 32 and 33 are the C library's own, and ignored by whatever it starts.
    let own: UInt64 = 3 << 31
    let sets = lines.split { !$0.isHexDigit }.compactMap { $0.count == 16 ? UInt64($0, radix: 16) : nil }
    #expect(sets.count == 2 && sets.allSatisfy { $0 & ~own == 0 }, "\(lines)")
  }

  @Test("A command finds its three streams open and nothing else, whatever libraries left open")
  func descriptors() throws {
    let left = Glibc.open("/dev/null", O_RDONLY)
    defer { close(left) }
    // Without a pipe or a program of its own, which would have descriptors as well.
    let script = "i=0; while [ $i -lt 256 ]; do [ -e /proc/$$/fd/$i ] && printf $i,; i=$((i + 1)); done; exit 0"
    #expect(try run(["sh", "-c", script]) == "0,1,2,")
  }

  @Test("A command that takes too long is stopped with everything it started")
  func slow() throws {
    // Everything the command started holds the pipe's other end; its hang-up is the end of the last of them.
    mkfifo(folder.join("alive"), 0o600)
    let alive = try OpenDescriptor(opening: folder.join("alive"), O_RDONLY | O_NONBLOCK)
    let script = "exec 3> \(folder.join("alive")); sleep 600 & wait"
    let error = #expect(throws: ConfigurationProblem.self) { try run(["sh", "-c", script], seconds: 1) }
    #expect(error?.sentence.contains("was stopped: no token after 1 s") == true)
    let events = alive.lend { number in
      var waiting = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
      poll(&waiting, 1, 20_000)
      return Int32(waiting.revents)
    }
    #expect(events & POLLHUP != 0)
  }

  @Test("A token command that hangs is stopped at the time limit of a request")
  func hangingTokenCommand() async throws {
    try await ProfilesHome.run { home in
      let config = home.folder.text(".config/hooktop/config.toml") ?? ""
      try home.folder.write(
        config + "\n[profiles.hangs]\nbase_url = \"\(home.server.baseURL)\"\ntoken_command = [\"sleep\", \"600\"]\n",
        to: ".config/hooktop/config.toml")
      let run = try await home.hooktop(["list", "--profile", "hangs", "--timeout", "1"])
      #expect(run.exit == .exited(78) && run.standardOutput == "")
      #expect(run.standardError == "token_command (sleep) was stopped: no token after 1 s.\n")
    }
  }
}
