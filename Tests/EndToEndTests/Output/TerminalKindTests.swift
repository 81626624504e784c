import FintoroSandbox
import Foundation
import TerminalUI
import TestSupport
import Testing

@Suite("Kinds of terminals, and locales", .serialized)
struct TerminalKindTests {
  @Test(
    "The board opens, a form takes text, and the terminal is given back", arguments: TerminalKind.common, TextLocale.all
  )
  func kind(term: String, locale: TextLocale) async throws {
    try await KindTrial.run(term, locale)
  }
}

extension ExtraToolTests {
  @Suite("Kinds of terminals that not every machine knows", .serialized)
  struct Kinds {
    @Test("rxvt-unicode", .needs(.terminal("rxvt-unicode-256color")), arguments: TextLocale.all)
    func rxvt(locale: TextLocale) async throws { try await KindTrial.run("rxvt-unicode-256color", locale) }

    @Test("foot", .needs(.terminal("foot")), arguments: TextLocale.all)
    func foot(locale: TextLocale) async throws { try await KindTrial.run("foot", locale) }

    @Test("alacritty", .needs(.terminal("alacritty")), arguments: TextLocale.all)
    func alacritty(locale: TextLocale) async throws { try await KindTrial.run("alacritty", locale) }
  }

  @Suite("A locale of eight bits a character", .serialized, .needs(.locales))
  struct EightBits {
    @Test("What is no letter of it is drawn by letters that are", arguments: TerminalKind.common)
    func latin2(term: String) async throws {
      let folder = try TemporaryFolder()
      let made = try await ProcessRun.run(
        "localedef", ["-i", "sk_SK", "-f", "ISO-8859-2", folder.join("sk_SK.ISO-8859-2")])
      #expect(FileManager.default.fileExists(atPath: folder.join("sk_SK.ISO-8859-2")), "\(made.standardError)")
      let locale = TextLocale(name: "sk_SK.ISO-8859-2", encoding: .eightBits, folder: folder.path)
      // Without it the C library would fall back to C, and the board would look the same.
      let charmap = try await ProcessRun.run("locale", ["charmap"], environment: locale.environment)
      #expect(charmap.standardOutput == "ISO-8859-2\n")
      try await KindTrial.run(term, locale)
    }
  }
}

/// How text is written on a terminal, by `LANG`.
struct TextLocale: Sendable, CustomTestStringConvertible {
  enum Encoding { case ascii, utf8, eightBits }

  var name: String
  var encoding: Encoding
  /// Where it lies, for one that the system does not have.
  var folder: String?

  var testDescription: String { name }

  var environment: [String: String] {
    let names = ["LANG": name, "LC_ALL": name]
    return folder.map { names.merging(["LOCPATH": $0]) { $1 } } ?? names
  }

  static let all = [TextLocale(name: "C", encoding: .ascii), TextLocale(name: "C.UTF-8", encoding: .utf8)]
}

/// A board on a terminal of some kind, from its start to its end.
private enum KindTrial {
  static func run(_ term: String, _ locale: TextLocale) async throws {
    try await withSandbox { server in
      let home = try Home()
      var environment = home.environment(at: server.baseURL)
      environment.merge(locale.environment) { $1 }
      environment["HOOKTOP"] = hooktop
      let terminal = try PseudoTerminal(
        "sh", ["-c", "$HOOKTOP; echo left with $?"], environment: environment, term: term)
      try await terminal.openForm()
      let offset = terminal.output.count
      terminal.resize(large)
      try await terminal.waitForOutput("New subscription", from: offset)
      #expect(!terminal.settings.echoes)
      terminal.send("\u{3}")
      try await terminal.waitForOutput("left with 0")
      #expect(terminal.settings == terminal.settingsBefore)
      #expect(terminal.modesLeftBroken == [])
      expectReadable(terminal.output, locale.encoding)
    }
  }

  /// No byte that the terminal cannot show.
  private static func expectReadable(_ output: [UInt8], _ encoding: TextLocale.Encoding) {
    switch encoding {
    case .ascii: #expect(output.allSatisfy { $0 < 0x80 })
    case .utf8: #expect(String(validating: output, as: UTF8.self) != nil)
    // From 0x80 to 0x9F are no letters, but control characters.
    case .eightBits: #expect(output.allSatisfy { !(0x80..<0xA0).contains($0) })
    }
  }
}
