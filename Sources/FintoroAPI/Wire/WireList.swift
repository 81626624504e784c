import FintoroWebhooks

/// The answer to the list call: `{"data": […]}`.
struct WireList: Decodable {
  let data: Field<[ListedSubscription]>

  enum CodingKeys: String, CodingKey {
    case data
  }

  /// More than 64 MiB can hold of real ones: a list of empty elements must not fill the memory.
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

  static func subscriptions(in answer: RawResponse) throws(AnswerProblem) -> SubscriptionList {
    let wire = try AnswerBody.decode(WireList.self, from: answer.body)
    if let problem = wire.data.problem("data", expected: "an array") { throw AnswerProblem(problem) }
    let elements = wire.data.value ?? []
    if elements.count > maxElements { throw AnswerProblem("`data` has more than \(maxElements) elements") }
    return SubscriptionList(elements)
  }
}

/// The answer to whoami: the company's name and nothing else.
struct WireWhoami: Decodable {
  let name: Field<String>

  enum CodingKeys: String, CodingKey {
    case name
  }

  init(from decoder: any Decoder) throws {
    name = try decoder.container(keyedBy: CodingKeys.self).field(.name)
  }

  static func name(in answer: RawResponse) throws(AnswerProblem) -> String {
    let wire = try AnswerBody.decode(WireWhoami.self, from: answer.body)
    if let problem = wire.name.problem("name", expected: "text") { throw AnswerProblem(problem) }
    return wire.name.value ?? ""
  }
}
