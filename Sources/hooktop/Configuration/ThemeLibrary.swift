import Dashboard
import Files
import Glibc
import TOMLKit

/// All themes: those in the binary, and the user's own beside the config.
struct ThemeLibrary: Sendable {
  private(set) var themes: [Theme]

  /// In bytes, far above any theme.
  private static let maxBytes = 1 << 20

  /// The theme of a config without one: it looks at home on every terminal.
  static let standard = "terminal"

  /// The themes in the binary, the one of a config without one first.
  static func embedded() throws(ConfigurationProblem) -> ThemeLibrary {
    var library = ThemeLibrary(themes: [])
    for (name, bytes) in [
      (standard, PackageResources.terminal_toml), ("dark", PackageResources.dark_toml),
      ("light", PackageResources.light_toml),
      ("high-contrast", PackageResources.high_contrast_toml), ("mono", PackageResources.mono_toml),
    ] {
      try library.add(String(decoding: bytes, as: UTF8.self), name: name, shownPath: "themes/\(name).toml")
    }
    return library
  }

  /// Adds the files of the user's theme folder. One with the name of an embedded theme replaces it.
  mutating func addOwn(_ paths: Paths) throws(ConfigurationProblem) {
    let files: [String]
    do throws(SystemError) {
      files = try FilePath.names(in: paths.themes)
    } catch {
      throw .config(
        path: paths.display(paths.themes), line: nil, key: nil, problem: "cannot be read: \(error.text)")
    }
    for file in files where file.hasSuffix(".toml") {
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
    let wanted = environment["NO_COLOR"]?.isEmpty == false ? "mono" : name ?? Self.standard
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

/// Reads a theme file: a name, a base, and styles for surfaces and inks. What a file leaves out its base has.
struct ThemeFileReader: TOMLReading {
  let shownPath: String
  let statements: TOMLStatements

  /// - Parameters:
  ///   - name: the theme's name if the file has none.
  ///   - base: finds the theme that a partial file extends.
  static func parse(
    _ text: String, name: String, shownPath: String, base: (String) -> Theme?
  ) throws(ConfigurationProblem) -> Theme {
    let reader = ThemeFileReader(shownPath: shownPath, statements: TOMLStatements(text))
    let root = try reader.root(text)
    let own = try reader.theme(root, name: name)
    guard let baseName = try reader.string(root, ["base"]) else { return own }
    guard let base = base(baseName) else {
      throw reader.problem(["base"], "there is no theme \"\(baseName)\"")
    }
    return base.overlaid(by: own)
  }

  private func theme(_ root: TOMLTable, name: String) throws(ConfigurationProblem) -> Theme {
    try refuseUnknown(root, ["name", "base", "own_colors", "surface", "ink", "on"], [])
    var exceptions: [Theme.Role: StyleSpec] = [:]
    if let value = root["on"] {
      for (surface, table) in try tables(value, ["on"]) {
        for (ink, spec) in try specs(table, ["on", surface.name], of: Ink.self) {
          exceptions[Theme.Role(ink, on: surface)] = spec
        }
      }
    }
    return Theme(
      name: try string(root, ["name"]) ?? name, hasOwnColors: try flag(root, ["own_colors"]) ?? false,
      surfaces: try specs(root["surface"], ["surface"], of: Surface.self),
      inks: try specs(root["ink"], ["ink"], of: Ink.self), exceptions: exceptions)
  }

  private func tables(
    _ value: any TOMLValueConvertible, _ path: [String]
  ) throws(ConfigurationProblem) -> [(Surface, any TOMLValueConvertible)] {
    guard let table = value.table else { throw problem(path, "expected tables like [on.selection]") }
    try refuseUnknown(table, Surface.allCases.map(\.name), path)
    return table.keys.sorted().compactMap { key in
      Surface(name: key).flatMap { surface in table[key].map { (surface, $0) } }
    }
  }

  private func specs<Role: NamedRole>(
    _ value: (any TOMLValueConvertible)?, _ path: [String], of roles: Role.Type
  ) throws(ConfigurationProblem) -> [Role: StyleSpec] {
    guard let value else { return [:] }
    guard let table = value.table else {
      throw problem(path, "expected a table, written as [\(path.joined(separator: "."))]")
    }
    try refuseUnknown(table, Role.allCases.map(\.name), path)
    var specs: [Role: StyleSpec] = [:]
    for key in table.keys {
      guard let role = Role(name: key), let text = try string(table, path + [key]) else { continue }
      guard let spec = StyleSpec(text) else {
        throw problem(
          path + [key],
          "\"\(StyleSpec.badWord(in: text) ?? text)\" means nothing here; expected "
            + StyleSpec.expectation)
      }
      specs[role] = spec
    }
    return specs
  }
}
