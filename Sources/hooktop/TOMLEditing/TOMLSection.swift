import FintoroSandbox
import TOMLKit

/// One table of a TOML file, with values of the types that a scenario has. Nil where a key is absent; a value of another
/// type or out of its range is told with what was expected.
struct TOMLSection {
  let reader: any TOMLReading
  let table: TOMLTable
  let path: [String]

  func text(_ key: String) throws(ConfigurationProblem) -> String? {
    try reader.string(table, path + [key])
  }

  func flag(_ key: String) throws(ConfigurationProblem) -> Bool? {
    try value(key, "true or false") { $0.bool }
  }

  func integer(_ key: String, _ range: ClosedRange<Int>) throws(ConfigurationProblem) -> Int? {
    let bounds = range.upperBound == .max ? "from \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    return try value(key, "a whole number, \(bounds)") { value in
      value.int.flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// From 0 to 1, 0 left out.
  func probability(_ key: String) throws(ConfigurationProblem) -> Double? {
    try value(key, "a number above 0 and up to 1, such as 0.2") { value in
      (value.double ?? value.int.map(Double.init)).flatMap { $0 > 0 && $0 <= 1 ? $0 : nil }
    }
  }

  /// Seconds.
  func duration(_ key: String, canBeNegative: Bool = false) throws(ConfigurationProblem) -> Double? {
    try value(key, "a time such as \"40s\", \"5m\", \"2h\" or \"3d\"") { value in
      value.string.flatMap(SpanText.seconds).flatMap { $0 >= 0 || canBeNegative ? $0 : nil }
    }
  }

  func texts(_ key: String, _ expected: String) throws(ConfigurationProblem) -> [String]? {
    try value(key, expected) { value in
      guard let array = value.array else { return nil }
      let texts = array.indices.compactMap { array[$0].string }
      return texts.count == array.count ? texts : nil
    }
  }

  /// The entries of `[[key]]`.
  func entries(_ key: String) throws(ConfigurationProblem) -> [TOMLSection] {
    let tables = try value(key, "entries written as [[\(key)]]") { value in
      guard let array = value.array else { return nil as [TOMLTable]? }
      let tables = array.indices.compactMap { array[$0].table }
      return tables.count == array.count ? tables : nil
    }
    return (tables ?? []).enumerated().map { number, table in
      TOMLSection(reader: reader, table: table, path: path + [key, TOMLStatements.entry(number)])
    }
  }

  func section(_ key: String) throws(ConfigurationProblem) -> TOMLSection? {
    try value(key, "a table, written as [\(key)]") { $0.table }
      .map { TOMLSection(reader: reader, table: $0, path: path + [key]) }
  }

  /// What there is one of at least.
  func required<Value>(_ key: String, _ value: Value?) throws(ConfigurationProblem) -> Value {
    guard let value else { throw reader.problem(path, "\(key) is missing") }
    return value
  }

  func refuseUnknown(_ known: [String]) throws(ConfigurationProblem) {
    try reader.refuseUnknown(table, known, path)
  }

  func problem(_ key: String, _ text: String) -> ConfigurationProblem {
    reader.problem(path + [key], text)
  }

  private func value<Value>(
    _ key: String, _ expected: String, _ read: (any TOMLValueConvertible) -> Value?
  ) throws(ConfigurationProblem) -> Value? {
    guard let found = table[key] else { return nil }
    guard let value = read(found) else { throw reader.wrongValue(found, path + [key], expected) }
    return value
  }
}
