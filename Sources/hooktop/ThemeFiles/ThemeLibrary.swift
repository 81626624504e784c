import Dashboard
import Files
import Glibc

/// The themes there are: those in the binary, and the user's own beside the config.
struct ThemeLibrary: Sendable {
  private(set) var themes: [Theme]

  /// Far above what a theme can be.
  private static let maxBytes = 1 << 20

  /// The themes that the binary carries, `dark` first.
  static func embedded() throws(ConfigurationProblem) -> ThemeLibrary {
    var library = ThemeLibrary(themes: [])
    for (name, bytes) in [
      ("dark", PackageResources.dark_toml), ("light", PackageResources.light_toml),
      ("high-contrast", PackageResources.high_contrast_toml), ("mono", PackageResources.mono_toml),
    ] {
      try library.add(String(decoding: bytes, as: UTF8.self), name: name, shownPath: "themes/\(name).toml")
    }
    return library
  }

  /// Adds the files of the user's theme folder; one with the name of an embedded theme replaces it.
  mutating func addOwn(_ paths: Paths) throws(ConfigurationProblem) {
    for file in FilePath.names(in: paths.themes) where file.hasSuffix(".toml") {
      let path = Paths.join(paths.themes, file)
      guard let bytes = try? FileReader.read(path, FileRule(maxBytes: Self.maxBytes)) else {
        throw .config(path: paths.display(path), line: nil, key: nil, problem: "cannot be read")
      }
      try add(
        String(decoding: bytes, as: UTF8.self), name: String(file.dropLast(5)), shownPath: paths.display(path))
    }
  }

  /// The theme to start with. `NO_COLOR` (any value but the empty one) means no colours, whatever the config says.
  func chosen(_ name: String?, environment: [String: String], configFile: String) throws(ConfigurationProblem) -> Theme
  {
    let wanted = environment["NO_COLOR"]?.isEmpty == false ? "mono" : name ?? "dark"
    if let theme = themes.first(where: { $0.name == wanted }) { return theme }
    throw .config(
      path: configFile, line: nil, key: "theme",
      problem: "there is no theme \"\(wanted)\"; there are: \(themes.map(\.name).joined(separator: ", "))")
  }

  private mutating func add(_ text: String, name: String, shownPath: String) throws(ConfigurationProblem) {
    let known = themes
    let theme = try ThemeFileReader.parse(text, name: name, shownPath: shownPath) { base in
      known.first { $0.name == base }
    }
    if let index = themes.firstIndex(where: { $0.name == theme.name }) {
      themes[index] = theme
    } else {
      themes.append(theme)
    }
  }
}
