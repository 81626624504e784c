import Foundation

extension ContractFacts {
  /// A body with a value of each field's type.
  /// - Parameter isFull: whether fields that may be null have a value all the same.
  public func example(of body: String, isFull: Bool) -> [String: Any] {
    let fields = (bodies[body] ?? [:]).filter { isFull || !$0.value.nullable }
    return fields.reduce(into: isFull ? [:] : nulls(of: body)) { $0[$1.key] = value($1.key, $1.value, isFull) }
  }

  private func nulls(of body: String) -> [String: Any] {
    (bodies[body] ?? [:]).filter(\.value.nullable).mapValues { _ in NSNull() as Any }
  }

  private func value(_ name: String, _ field: Field, _ isFull: Bool) -> Any {
    switch (field.type, field.format) {
    case ("integer", _): name == "id" ? 801 : 15
    case ("boolean", _): true
    case ("eventType[]", _): [eventTypes[0], eventTypes[52]]
    case ("string[]{}", _): ["subscribedEvents.0": ["The selected subscribedEvents.0 is invalid."]]
    case ("string", "date-time"): "2026-03-18T15:04:05Z"
    case ("string", "uri"): "https://example.com/hooks"
    case ("string", _): "the \(name)"
    default: [example(of: String(field.type.dropLast(2)), isFull: isFull)]
    }
  }
}
