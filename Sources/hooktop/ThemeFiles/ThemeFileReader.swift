import Dashboard
import TOMLKit

/// Reads a theme file: a name, a base, and styles for surfaces and inks. What a file leaves out its base has.
struct ThemeFileReader: TOMLReading {
  let shownPath: String
  let statements: TOMLStatements

  /// - Parameters:
  ///   - name: what the theme is called when the file does not say.
  ///   - base: finds the theme that a partial file is laid over.
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
    try refuseUnknown(root, ["name", "base", "surface", "ink", "on"], [])
    var exceptions: [Theme.Role: StyleSpec] = [:]
    if let value = root["on"] {
      for (surface, table) in try tables(value, ["on"]) {
        for (ink, spec) in try specs(table, ["on", surface.rawValue], Ink.init(rawValue:)) {
          exceptions[Theme.Role(ink, on: surface)] = spec
        }
      }
    }
    return Theme(
      name: try string(root, ["name"]) ?? name,
      surfaces: try specs(root["surface"], ["surface"], Surface.init(rawValue:)),
      inks: try specs(root["ink"], ["ink"], Ink.init(rawValue:)), exceptions: exceptions)
  }

  private func tables(
    _ value: any TOMLValueConvertible, _ path: [String]
  ) throws(ConfigurationProblem) -> [(Surface, any TOMLValueConvertible)] {
    guard let table = value.table else { throw problem(path, "expected tables like [on.selection]") }
    try refuseUnknown(table, Surface.allCases.map(\.rawValue), path)
    return table.keys.sorted().compactMap { key in
      Surface(rawValue: key).flatMap { surface in table[key].map { (surface, $0) } }
    }
  }

  private func specs<Role: Hashable & CaseIterable & RawRepresentable>(
    _ value: (any TOMLValueConvertible)?, _ path: [String], _ role: (String) -> Role?
  ) throws(ConfigurationProblem) -> [Role: StyleSpec] where Role.RawValue == String {
    guard let value else { return [:] }
    guard let table = value.table else {
      throw problem(path, "expected a table, written as [\(path.joined(separator: "."))]")
    }
    try refuseUnknown(table, Role.allCases.map(\.rawValue), path)
    var specs: [Role: StyleSpec] = [:]
    for key in table.keys {
      guard let role = role(key), let text = try string(table, path + [key]) else { continue }
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
