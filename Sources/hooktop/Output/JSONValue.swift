/// A JSON document that keeps the order of its keys, for what hooktop prints.
indirect enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case string(String)
  case array([JSONValue])
  case object([Member])

  struct Member: Equatable, Sendable {
    var key: String
    var value: JSONValue

    init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  init(_ text: String?) {
    self = text.map { .string($0) } ?? .null
  }

  init(_ number: Int?) {
    self = number.map { .int($0) } ?? .null
  }

  /// Two spaces a level and a newline at the end. Nothing in it can move a cursor or change a direction.
  var text: String { rendered(indent: "") + "\n" }

  private func rendered(indent: String) -> String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .string(let value): Self.quoted(value)
    case .array(let elements):
      Self.block("[", elements.map { $0.rendered(indent: indent + "  ") }, "]", indent)
    case .object(let members):
      Self.block(
        "{", members.map { Self.quoted($0.key) + ": " + $0.value.rendered(indent: indent + "  ") }, "}", indent)
    }
  }

  private static func block(_ open: String, _ lines: [String], _ close: String, _ indent: String) -> String {
    if lines.isEmpty { return open + close }
    let inner = lines.map { indent + "  " + $0 }.joined(separator: ",\n")
    return "\(open)\n\(inner)\n\(indent)\(close)"
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default:
        if mustEscape(scalar) {
          for unit in String(scalar).utf16 { result += "\\u" + hexadecimal(unit) }
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// The same value for a JSON reader, harmless for a terminal.
  private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: true
    default: false
    }
  }

  private static func hexadecimal(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
