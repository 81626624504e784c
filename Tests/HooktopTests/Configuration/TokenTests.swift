import Files
import FintoroAPI
import Foundation
import Glibc
import Testing
import TestSupport

@testable import hooktop

@Suite("Reading a token")
struct TokenTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("The first line counts, without blanks around it")
  func firstLine() throws {
    let file = try folder.write("  abc123 \r\nsecond\n", to: "token")
    #expect(try TokenFile.read(file, paths: folder.paths).reveal() == "abc123")
  }

  @Test("A file that others can read is refused with the chmod that mends it", arguments: [0o640, 0o604, 0o660, 0o601])
  func open(_ mode: Int) throws {
    let file = try folder.write("abc", to: "token", mode: mode_t(mode))
    let error = #expect(throws: ConfigurationProblem.self) { try TokenFile.read(file, paths: folder.paths) }
    #expect(error?.sentence.contains("chmod 600 ~/token") == true)
    chmod(file, 0o600)
    #expect(try TokenFile.read(file, paths: folder.paths).reveal() == "abc")
  }

  @Test("Another user's file is refused", .enabled(if: geteuid() == 0, "only root can give a file away"))
  func foreign() throws {
    let file = try folder.write("abc", to: "token")
    chown(file, 12_345, 12_345)
    let error = #expect(throws: ConfigurationProblem.self) { try TokenFile.read(file, paths: folder.paths) }
    #expect(error?.sentence.contains("belongs to another user (uid 12345)") == true)
  }

  @Test("What is no file, empty, missing or no token is one sentence each, without the text")
  func unusable() throws {
    func sentence(_ path: String) -> String {
      do {
        _ = try TokenFile.read(path, paths: folder.paths)
        return "read"
      } catch {
        return error.sentence
      }
    }
    mkfifo(folder.join("pipe"), 0o600)
    #expect(sentence(folder.join("pipe")) == "The token file ~/pipe is not a file.")
    #expect(sentence(try folder.write("\nabc\n", to: "a")).hasSuffix("holds no token: its first line is empty."))
    #expect(sentence(folder.join("none")).contains("it does not exist. Run `hooktop setup`"))
    let secret = sentence(try folder.write("hush hush\n", to: "b"))
    #expect(secret.contains("does not hold a token") && !secret.contains("hush"))
  }

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

  @Test("A token never shows in a source's description")
  func hidden() throws {
    let source = try ConnectionSource.resolve(
      .init(), environment: ["HOOKTOP_TOKEN": "hush-hush"], config: .empty, paths: folder.paths)
    #expect(!"\(source)".contains("hush") && !String(reflecting: source).contains("hush"))
  }
}
