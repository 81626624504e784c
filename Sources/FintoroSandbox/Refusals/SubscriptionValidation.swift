import FintoroWebhooks

/// The rules for the body of create and update. Pure: all problems are told at once.
struct SubscriptionValidation {
  let endpoints: EndpointPolicy
  /// The event types of the subscription that is updated: unknown ones among them may stay.
  var currentEvents: Set<String> = []

  func draft(from json: JSON) throws(APIError) -> SubscriptionDraft {
    let name = name(json["name"])
    let url = url(json["url"])
    let isActive = isActive(json["isActive"])
    let events = events(json["subscribedEvents"])
    guard case .object = json, let name = name.value, let url = url.value, let isActive = isActive.value,
      let events = events.value
    else {
      throw .invalid(name.problems + url.problems + isActive.problems + events.problems)
    }
    return SubscriptionDraft(name: name, url: url, isActive: isActive, subscribedEvents: events)
  }

  /// A valid value, or its problems.
  private struct Checked<Value> {
    var value: Value?
    var problems: [FieldProblem] = []

    static func good(_ value: Value) -> Self { Self(value: value) }
    static func bad(_ field: String, _ texts: [Bilingual]) -> Self {
      Self(problems: [FieldProblem(field: field, texts: texts)])
    }
  }

  private func name(_ json: JSON?) -> Checked<String?> {
    switch json {
    case nil, .null: .good(nil)
    case .text(let name) where name.unicodeScalars.count <= SubscriptionInput.maxNameLength: .good(name)
    case .text: .bad("name", [.tooLong("name", SubscriptionInput.maxNameLength)])
    default: .bad("name", [.notText("name")])
    }
  }

  private func url(_ json: JSON?) -> Checked<String> {
    switch json {
    case nil, .null: return .bad("url", [.required("url")])
    case .text(let url):
      let violations = endpoints.violations(of: url)
      return violations.isEmpty ? .good(url) : .bad("url", violations.map(Bilingual.endpoint))
    default: return .bad("url", [.notText("url")])
    }
  }

  private func isActive(_ json: JSON?) -> Checked<Bool> {
    switch json {
    case nil, .null: .bad("isActive", [.required("isActive")])
    case .bool(let value): .good(value)
    default: .bad("isActive", [.notBoolean("isActive")])
    }
  }

  private func events(_ json: JSON?) -> Checked<[String]> {
    let field = "subscribedEvents"
    switch json {
    case nil, .null: return .bad(field, [.required(field)])
    case .array(let elements) where elements.isEmpty: return .bad(field, [.tooFew(field, 1)])
    case .array(let elements):
      let checked = elements.enumerated().map { event($0.element, "\(field).\($0.offset)") }
      let problems = checked.flatMap(\.problems)
      return Checked(value: problems.isEmpty ? checked.compactMap(\.value) : nil, problems: problems)
    default: return .bad(field, [.notList(field)])
    }
  }

  private func event(_ json: JSON, _ field: String) -> Checked<String> {
    guard case .text(let type) = json else { return .bad(field, [.notText(field)]) }
    return EventType(type).isKnown || currentEvents.contains(type) ? .good(type) : .bad(field, [.notOneOf(field)])
  }
}
