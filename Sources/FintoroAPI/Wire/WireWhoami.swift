import FintoroWebhooks

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
