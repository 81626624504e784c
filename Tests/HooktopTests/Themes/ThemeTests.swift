import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@testable import hooktop

@Suite struct ThemeTests {
  private func reading(_ text: String) throws -> Theme {
    let themes = try ThemeLibrary.embedded().themes
    return try ThemeFileReader.parse(text, name: "own", shownPath: "own.toml") { base in
      themes.first { $0.name == base }
    }
  }

  private static func names(_ include: (Theme) -> Bool = { _ in true }) throws -> [String] {
    try ThemeLibrary.embedded().themes.filter(include).map(\.name)
  }

  private static func hasColors(_ theme: Theme) -> Bool {
    !theme.hasOwnColors
      && Surface.allCases.contains { surface in surface.inks.contains { theme.style($0, on: surface).foreground != nil }
      }
  }

  private static func hasOwnColors(_ theme: Theme) -> Bool { theme.hasOwnColors }

  private static func theme(_ name: String) throws -> Theme {
    try #require(try ThemeLibrary.embedded().themes.first { $0.name == name })
  }

  @Test("The binary carries every theme of the project, the one of a config without one first")
  func embedded() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../themes")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".toml") }
    let names = try Self.names()
    #expect(names.first == "terminal")
    #expect(Set(names) == Set(files.map { String($0.dropLast(5)) }))
  }

  @Test("Every ink is readable on every surface it is drawn on", arguments: try names(hasColors))
  func contrast(name: String) throws {
    let theme = try Self.theme(name)
    for surface in Surface.allCases {
      for ink in surface.inks {
        let style = theme.style(ink, on: surface)
        let foreground = try #require(style.foreground, "\(ink) on \(surface)")
        let background = try #require(style.background, "\(ink) on \(surface)")
        let ratio = Contrast.ratio(foreground, background)
        #expect(ratio >= Contrast.enough, "\(ink.name) on \(surface.name): \(ratio)")
      }
    }
  }

  @Test(
    "Where there are 8 or 16 colours, nothing is drawn in the colour it stands on", arguments: try names(hasColors))
  func fewColors(name: String) throws {
    let theme = try Self.theme(name)
    for surface in Surface.allCases {
      for ink in surface.inks {
        let style = theme.style(ink, on: surface)
        let pair = (try #require(style.foreground?.ansi), try #require(style.background?.ansi))
        #expect(pair.0 % 8 != pair.1 % 8 || pair == (8, 0), "\(ink.name) on \(surface.name)")
      }
    }
  }

  @Test(
    "Without colours the selection, the focus and the bars still differ from the screen",
    arguments: try names { !hasColors($0) && !hasOwnColors($0) })
  func colorless(name: String) throws {
    let theme = try Self.theme(name)
    for surface in [Surface.selection, .bar, .focusedField, .focusedButton, .cell, .field, .button] {
      #expect(theme.style(.text, on: surface).attributes != theme.style(.text).attributes)
    }
    #expect(theme.style(.text, on: .focusedButton) != theme.style(.text, on: .button))
    #expect(theme.style(.text, on: .focusedField) != theme.style(.text, on: .field))
  }

  @Test("A theme of the terminal's own colours depends on none of them", arguments: try names(hasOwnColors))
  func ownColors(name: String) throws {
    let theme = try Self.theme(name)
    for surface in Surface.allCases {
      for ink in surface.inks {
        let style = theme.style(ink, on: surface)
        // A background is set by reverse alone, and a colour is one of the terminal's.
        #expect(style.background == nil)
        guard let color = style.foreground else { continue }
        #expect(color.isTerminalsOwn)
        // Black, white and the bright colours, greys in some palettes, can be the background.
        #expect((1...6).contains(try #require(color.ansi)), "\(ink.name) on \(surface.name)")
      }
    }
    for surface in [Surface.selection, .field, .focusedField, .button, .focusedButton, .cell] {
      #expect(theme.style(.text, on: surface).attributes != theme.style(.text).attributes)
    }
    #expect(theme.style(.critical).attributes != theme.style(.warning).attributes)
    #expect(theme.style(.faded).attributes.contains(.dim), "old data is dim")
    #expect(theme.style(.text, on: .selection).attributes.contains(.reverse))
  }

  @Test("Every two states differ by their sign, whatever the colours are")
  func signs() { #expect(Set(HealthState.allCases.map(\.symbol)).count == HealthState.allCases.count) }

  @Test("A config without a theme has the terminal's own colours, and one that names a theme keeps it")
  func standard() throws {
    let library = try ThemeLibrary.embedded()
    #expect(try library.chosen(nil, environment: [:], configFile: "c").name == "terminal")
    #expect(try library.chosen("dark", environment: [:], configFile: "c").name == "dark")
  }

  @Test("A user's own theme may say a part only; its base has the rest")
  func partial() throws {
    let dark = try Self.theme("dark")
    let theme = try reading("base = \"dark\"\n[ink]\ncritical = \"#ff0000 bold\"\n")
    #expect(theme.name == "own")
    #expect(theme.style(.critical).foreground == Color(red: 255, green: 0, blue: 0))
    #expect(theme.style(.good) == dark.style(.good))
  }

  @Test(
    "A mistake in a theme is named with file, line, key and what was expected",
    arguments: [
      ("[ink]\ngood = \"greenish\"\n", "own.toml, line 2, ink.good: \"greenish\""),
      ("[surface]\nscren = \"#000000\"\n", "own.toml, line 2, surface.scren: not known; expected one of: screen"),
      ("base = \"darker\"\n", "own.toml, line 1, base: there is no theme \"darker\""),
      ("[ink\n", "own.toml, line 1"),
    ])
  func mistakes(text: String, expected: String) throws {
    let problem = #expect(throws: ConfigurationProblem.self) { try reading(text) }
    #expect(problem?.sentence.hasPrefix(expected) == true, "\(problem?.sentence ?? "")")
  }

  @Test("NO_COLOR rules over the config, and an empty one does not count")
  func noColor() throws {
    let library = try ThemeLibrary.embedded()
    #expect(try library.chosen("light", environment: ["NO_COLOR": "1"], configFile: "c").name == "mono")
    #expect(try library.chosen("light", environment: ["NO_COLOR": ""], configFile: "c").name == "light")
    #expect(throws: ConfigurationProblem.self) { try library.chosen("none", environment: [:], configFile: "c") }
  }
}
