// What faults make of the JSON of an answer.
extension JSON {
  /// - Parameter field: nil for every field.
  func withWrongTypes(of field: String?) -> JSON {
    switch self {
    case .object(let members):
      .object(
        members.map { key, value in
          let isChosen = field.map { $0 == key } ?? !value.holdsObjects
          return (key, isChosen ? value.wrongType : value.withWrongTypes(of: field))
        })
    case .array(let elements): .array(elements.map { $0.withWrongTypes(of: field) })
    default: self
    }
  }

  /// Whether fields are to be looked for in what it holds, as in a list of subscriptions.
  private var holdsObjects: Bool {
    switch self {
    case .object: true
    case .array(let elements): elements.contains { if case .object = $0 { true } else { false } }
    default: false
    }
  }

  private var wrongType: JSON {
    switch self {
    case .null: .bool(false)
    case .bool(let value): .text(value ? "yes" : "no")
    case .number, .integer: .text("seven")
    case .text: .integer(7)
    case .array: .object([("0", .text("invoices.paid"))])
    case .object: .array([])
    }
  }

  /// In the answer itself and in each entry of a list, but not in a map of fields to texts.
  var withExtraFields: JSON {
    guard case .object(let members) = self else { return self }
    let entries = members.map { key, value -> (key: String, value: JSON) in
      guard key == "data", case .array(let elements) = value else { return (key, value) }
      return (key, .array(elements.map(\.withExtraFields)))
    }
    return .object(entries + Self.extraFields)
  }

  private static let extraFields: [(key: String, value: JSON)] = [
    ("status", .text("paused")), ("apiVersion", .integer(2)), ("labels", .array([.text("new"), .null])),
    ("owner", .object([("id", .integer(5)), ("isActive", .bool(false))])),
  ]

  var withUnknownEvents: JSON {
    switch self {
    case .object(let members):
      .object(
        members.map { key, value in
          guard key == "subscribedEvents", case .array(let events) = value else {
            return (key, value.withUnknownEvents)
          }
          return (key, .array(events + [.text("tasks.completed"), .text("v2.invoices.signed")]))
        })
    case .array(let elements): .array(elements.map(\.withUnknownEvents))
    default: self
    }
  }

  /// Its own entries, again and again, under further ids.
  func withList(of count: Int) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(
      members.map { key, value in
        guard key == "data", case .array(let elements) = value, !elements.isEmpty else { return (key, value) }
        let further = (0..<max(0, count - elements.count)).map { number in
          elements[number % elements.count].replacing("id", by: .integer(1_000_001 + number))
        }
        return (key, .array(elements.prefix(count) + further))
      })
  }

  private func replacing(_ name: String, by other: JSON) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members.map { key, value in (key, key == name ? other : value) })
  }
}
