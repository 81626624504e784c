import TOMLKit

/// What every reader of a TOML file does: take values of a type, and say file, line, key and what was expected where
/// there is another.
protocol TOMLReading {
  /// As people read it, for the sentences.
  var shownPath: String { get }
  var statements: TOMLStatements { get }
  /// What is said of a key that nobody knows, before the keys there are.
  var unknownKey: String { get }
}

extension TOMLReading {
  var unknownKey: String { "not known" }

  /// The parser's own words are about its insides.
  private static var notTOML: String {
    "not TOML; expected `key = value`, a `[table]` or a `# comment`, texts in quotes and each key once"
  }

  /// The whole file.
  func root(_ text: String) throws(ConfigurationProblem) -> TOMLTable {
    do {
      return try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw .config(path: shownPath, line: error.source.begin.line, key: nil, problem: Self.notTOML)
    } catch {
      throw .config(path: shownPath, line: nil, key: nil, problem: Self.notTOML)
    }
  }

  /// - Parameter path: from the root to the key; its last part is looked up in the table.
  func string(_ table: TOMLTable, _ path: [String]) throws(ConfigurationProblem) -> String? {
    guard let key = path.last, let value = table[key] else { return nil }
    guard let text = value.string else { throw wrongType(value, path, "a string in quotes") }
    return text
  }

  func flag(_ table: TOMLTable, _ path: [String]) throws(ConfigurationProblem) -> Bool? {
    guard let key = path.last, let value = table[key] else { return nil }
    guard let flag = value.bool else { throw wrongType(value, path, "true or false") }
    return flag
  }

  func refuseUnknown(_ table: TOMLTable, _ known: [String], _ path: [String]) throws(ConfigurationProblem) {
    let unknown = table.keys.filter { !known.contains($0) }.map { path + [$0] }
    guard let first = unknown.min(by: { (line($0), $0.last ?? "") < (line($1), $1.last ?? "") }) else { return }
    throw problem(first, "\(unknownKey); expected one of: \(known.joined(separator: ", "))")
  }

  func wrongType(
    _ value: any TOMLValueConvertible, _ path: [String], _ expected: String
  ) -> ConfigurationProblem {
    problem(path, "expected \(expected), found \(value.tomlValue.type.description)")
  }

  /// The same for a value that may be of the right type: it is told as it stands.
  func wrongValue(
    _ value: any TOMLValueConvertible, _ path: [String], _ expected: String
  ) -> ConfigurationProblem {
    let found = value.string.map { "\"\($0)\"" } ?? value.int.map(String.init) ?? value.double.map { "\($0)" }
    guard let found else { return wrongType(value, path, expected) }
    return problem(path, "expected \(expected), found \(found)")
  }

  func problem(_ path: [String], _ text: String) -> ConfigurationProblem {
    // Which entry of a list it is says the line.
    let key = path.filter { !TOMLStatements.isEntry($0) }.joined(separator: ".")
    return .config(path: shownPath, line: statements.line(of: path), key: key, problem: text)
  }

  private func line(_ path: [String]) -> Int { statements.line(of: path) ?? Int.max }
}
