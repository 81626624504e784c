import Dashboard

extension ConfigEditor {
  /// The text with one key changed, added or taken away; every other line, and every comment, stays as it is.
  static func changing(_ change: ConfigChange, in text: String) throws(CannotEdit) -> String {
    let statements = TOMLStatements(text)
    if let there = statements.all.first(where: { $0.path == change.path && !$0.isHeader }) {
      guard let value = change.value else { return removing(there, from: text) }
      return replacing(there, with: literal(value), in: text)
    }
    let table = Array(change.path.dropLast())
    // A table written as one value, `prod = { … }`, has no lines of its own.
    if let inline = statements.all.first(where: { !$0.isHeader && table.starts(with: $0.path) && !$0.path.isEmpty }) {
      throw CannotEdit(line: inline.line)
    }
    guard let value = change.value, let key = change.path.last else { return text }
    let line = "\(self.key(key)) = \(literal(value))"
    guard let place = end(of: table, statements, text) else {
      return appending(["[\(table.map { self.key($0) }.joined(separator: "."))]", line], to: text)
    }
    return inserting(line, at: place, in: text)
  }

  /// Behind the last statement of a table; nil when the table is not there.
  private static func end(of table: [String], _ statements: TOMLStatements, _ text: String) -> String.Index? {
    let all = statements.all
    var first = 0
    if !table.isEmpty {
      guard let header = all.firstIndex(where: { $0.isHeader && $0.path == table }) else { return nil }
      first = header + 1
    }
    let last = all[first...].prefix { !$0.isHeader }.last ?? (first > 0 ? all[first - 1] : nil)
    guard let last else { return text.startIndex }
    return lineAfter(last, text)
  }

  private static func literal(_ value: ConfigChange.Value) -> String {
    switch value {
    case .text(let text): JSONValue.quoted(text)
    case .number(let number): String(number)
    case .flag(let flag): String(flag)
    case .texts(let texts): "[" + texts.map(JSONValue.quoted).joined(separator: ", ") + "]"
    }
  }
}
