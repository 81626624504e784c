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

  @Test("A token never shows in a source's description")
  func hidden() throws {
    let source = try ConnectionSource.resolve(
      .init(), environment: ["HOOKTOP_TOKEN": "hush-hush"], config: .empty, paths: folder.paths)
    #expect(!"\(source)".contains("hush") && !String(reflecting: source).contains("hush"))
  }
}
