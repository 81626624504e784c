import FintoroWebhooks

/// The response to the list call: `{"data": […]}`.
struct WireList: Decodable {
  let data: Field<[ListedSubscription]>

  enum CodingKeys: String, CodingKey {
    case data
  }

  /// More real elements than 64 MiB can hold: a list of empty ones must not fill the memory.
  private static let maxElements = 250_000

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    guard var list = try? fields.nestedUnkeyedContainer(forKey: .data) else {
      data = fields.noList(.data)
      return
    }
    var elements: [ListedSubscription] = []
    elements.reserveCapacity(min(list.count ?? 0, Self.maxElements))
    while !list.isAtEnd, elements.count <= Self.maxElements {
      elements.append(try list.decode(Element.self).listed(at: elements.count))
    }
    data = .value(elements)
  }

  /// One element, readable or not. Its decoding never throws, so that one does not hide the others.
  private struct Element: Decodable {
    let subscription: WireSubscription?

    init(from decoder: any Decoder) {
      subscription = try? WireSubscription(from: decoder)
    }

    func listed(at position: Int) -> ListedSubscription {
      guard let subscription else {
        let problem = "it is not an object that can be read"
        return .unreadable(UnreadableSubscription(position: position, id: nil, problem: problem))
      }
      if let readable = subscription.subscription { return .readable(readable) }
      return .unreadable(
        UnreadableSubscription(
          position: position, id: subscription.id.value,
          problem: subscription.problemWithEssentials ?? "it cannot be read"))
    }
  }

  static func subscriptions(in response: RawResponse) throws(ResponseProblem) -> SubscriptionList {
    let wire = try ResponseBody.decode(WireList.self, from: response.body)
    if let problem = wire.data.problem("data", expected: "an array") { throw ResponseProblem(problem) }
    let elements = wire.data.value ?? []
    if elements.count > maxElements { throw ResponseProblem("`data` has more than \(maxElements) elements") }
    return SubscriptionList(elements)
  }
}

/// The response to whoami: the company's name and nothing else.
struct WireWhoami: Decodable {
  let name: Field<String>

  enum CodingKeys: String, CodingKey {
    case name
  }

  init(from decoder: any Decoder) throws {
    name = try decoder.container(keyedBy: CodingKeys.self).field(.name)
  }

  static func name(in response: RawResponse) throws(ResponseProblem) -> String {
    let wire = try ResponseBody.decode(WireWhoami.self, from: response.body)
    if let problem = wire.name.problem("name", expected: "text") { throw ResponseProblem(problem) }
    return wire.name.value ?? ""
  }
}
