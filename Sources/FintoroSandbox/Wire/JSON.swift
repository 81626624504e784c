/// JSON as this server reads and writes it. Objects keep their order, so that answers are the same bytes every time.
enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A number that is no integer.
  case number(Double)
  case text(String)
  case array([JSON])
  case object([(key: String, value: JSON)])

  static func optional(_ text: String?) -> JSON { text.map(JSON.text) ?? .null }

  /// The value of a key of an object; nil where there is none.
  subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  /// UTF-8, without spaces.
  var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.write(self)
    return writer.bytes
  }
}
