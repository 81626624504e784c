import FintoroWebhooks

/// The answer to the list call: `{"data": […]}`.
struct WireList: Decodable {
  let data: Field<[Element]>

  enum CodingKeys: String, CodingKey {
    case data
  }

  init(from decoder: any Decoder) throws {
    data = try decoder.container(keyedBy: CodingKeys.self).field(.data)
  }

  /// One element, readable or not. Its decoding never throws, so that one does not hide the others.
  struct Element: Decodable {
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

  static func subscriptions(in answer: WireAnswer) throws(AnswerProblem) -> SubscriptionList {
    let wire = try AnswerBody.decode(WireList.self, from: answer.body)
    if let problem = wire.data.problem("data", expected: "an array") { throw AnswerProblem(problem) }
    let elements = wire.data.value ?? []
    return SubscriptionList(elements.enumerated().map { position, element in element.listed(at: position) })
  }
}
