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
    #expect(try TokenFile(file, paths: folder.paths).read().reveal() == "abc123")
  }

  @Test(
    "One's own file that others can read is refused with the chmod that mends it",
    .enabled(if: geteuid() != 0, "root's files may be read by others"), arguments: [0o644, 0o604, 0o606, 0o601])
  func open(_ mode: Int) throws {
    let file = try folder.write("abc", to: "token", mode: mode_t(mode))
    let error = #expect(throws: ConfigurationProblem.self) { try TokenFile(file, paths: folder.paths).read() }
    #expect(error?.sentence.contains("chmod 600 ~/token") == true)
    chmod(file, 0o600)
    #expect(try TokenFile(file, paths: folder.paths).read().reveal() == "abc")
  }

  @Test("Another user's file is refused", .enabled(if: geteuid() == 0, "only root can give a file away"))
  func foreign() throws {
    let file = try folder.write("abc", to: "token")
    chown(file, 12_345, 12_345)
    let error = #expect(throws: ConfigurationProblem.self) { try TokenFile(file, paths: folder.paths).read() }
    #expect(error?.sentence.contains("belongs to another user (uid 12345)") == true)
  }

  @Test("What is no file, empty, missing or no token is one sentence each, without the text")
  func unusable() throws {
    func sentence(_ path: String, profile: String? = nil) -> String {
      do {
        _ = try TokenFile(path, paths: folder.paths, profile: profile).read()
        return "read"
      } catch {
        return error.sentence
      }
    }
    try folder.makeFolder("folder")
    #expect(sentence(folder.join("folder")) == "The token file ~/folder is not a file.")
    #expect(sentence(try folder.write("\nabc\n", to: "a")).hasSuffix("holds no token: its first line is empty."))
    #expect(
      sentence(folder.join("none")).hasSuffix(
        "it does not exist. HOOKTOP_TOKEN_FILE names it: put the token there, or unset that."))
    #expect(
      sentence(folder.join("none"), profile: "beta").hasSuffix(
        "Run `hooktop setup --profile beta --replace` to make one."))
    let secret = sentence(try folder.write("hush hush\n", to: "b"))
    #expect(secret.contains("does not hold a token") && !secret.contains("hush"))
  }

  @Test("A file or a folder that others can change is refused, whoever owns it")
  func changeable() throws {
    try folder.write("abc", to: "token", mode: 0o666)
    try folder.makeFolder("open")
    try folder.write("abc", to: "open/token")
    chmod(folder.join("open"), 0o777)
    let file = #expect(throws: ConfigurationProblem.self) {
      try TokenFile(folder.join("token"), paths: folder.paths).read()
    }
    #expect(file?.sentence.contains(geteuid() == 0 ? "can be changed by other users" : "chmod 600") == true)
    let inFolder = #expect(throws: ConfigurationProblem.self) {
      try TokenFile(folder.join("open/token"), paths: folder.paths).read()
    }
    #expect(inFolder?.sentence.contains("other users may write in the folder ~/open; run `chmod go-w ~/open`") == true)
  }

  @Test("A credential of systemd may be read by whom systemd lets read it")
  func credential() throws {
    let file = try folder.write("abc", to: "credentials/token", mode: 0o440)
    let variables = ["CREDENTIALS_DIRECTORY": folder.join("credentials")]
    #expect(try TokenFile(file, paths: folder.paths, environment: variables).read().reveal() == "abc")
    let outside = try folder.write("abc", to: "token", mode: 0o644)
    let around = folder.join("credentials/../token")
    for path in geteuid() == 0 ? [] : [outside, around] {
      #expect(throws: ConfigurationProblem.self) {
        try TokenFile(path, paths: folder.paths, environment: variables).read()
      }
    }
  }

  @Test("A file as Kubernetes links it is read")
  func links() throws {
    try folder.write("abc", to: "volume/..2026_11_28/token")
    symlink("..2026_11_28", folder.join("volume/..data"))
    symlink("..data/token", folder.join("volume/token"))
    chmod(folder.join("volume"), 0o1777)
    #expect(try TokenFile(folder.join("volume/token"), paths: folder.paths).read().reveal() == "abc")
  }

  @Test("A pipe is read once, and never again after a 401")
  func pipes() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    write(ends[1], "abc\n", 4)
    let file = TokenFile("/dev/fd/\(ends[0])", paths: folder.paths)
    #expect(try file.read().reveal() == "abc")
    write(ends[1], "other\n", 6)
    #expect(file.readAgain() == nil)
    close(ends[1])
    close(ends[0])
    mkfifo(folder.join("named"), 0o600)
    let silent = #expect(throws: ConfigurationProblem.self) {
      try TokenFile(folder.join("named"), paths: folder.paths).read(pipeWait: .zero)
    }
    #expect(silent?.sentence == "The token file ~/named is a pipe, and no line came out of it for 0 s.")
  }

  @Test(
    "Quotation marks around a token and a mark of UTF-8 before it are not sent",
    arguments: ["\"abc\"", "'abc'", " \" abc \" ", "\u{FEFF}abc", "\u{FEFF}\"abc\"\r\nnext"])
  func quoted(_ text: String) throws {
    #expect(try TokenText.token(Array(text.utf8), from: "It").reveal() == "abc")
  }

  @Test(
    "What surely is no token is told, without the text",
    arguments: [
      ("\"hush", "characters that no token has"), ("hush'", "characters that no token has"),
      ("\"\"", "its first line is empty"), ("HOOKTOP_TOKEN=hush", "gives a variable a value"),
      ("token=\"hush\"", "gives a variable a value"), ("\u{201C}hush\u{201D}", "characters that no token has"),
      ("{\"token\":\"hush\"}", "characters that no token has"), ("Bearer hush", "characters that no token has"),
    ])
  func noToken(_ text: String, _ reason: String) {
    let problem = #expect(throws: ConfigurationProblem.self) { try TokenText.token(text, from: "It") }
    #expect(problem?.sentence.contains(reason) == true && problem?.sentence.contains("hush") == false)
  }

  @Test("UTF-16 is named, and a token with = at its end is one")
  func encodings() throws {
    let wide = #expect(throws: ConfigurationProblem.self) {
      try TokenText.token([0xFF, 0xFE, 0x61, 0], from: "The token file ~/token")
    }
    #expect(wide?.sentence.contains("UTF-16") == true)
    #expect(try TokenText.token("12|YWJj=", from: "It").reveal() == "12|YWJj=")
  }

  @Test("A token never shows in a source's description")
  func hidden() throws {
    let source = try ConnectionSource.resolve(
      .init(), environment: ["HOOKTOP_TOKEN": "hush-hush"], config: .empty, paths: folder.paths)
    #expect(!"\(source)".contains("hush") && !String(reflecting: source).contains("hush"))
  }
}
