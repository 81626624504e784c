import FintoroWebhooks
import Foundation

/// The body of an error: `{message}`, `{message, errors}` or `{error}`, any of them null or absent.
struct WireError: Decodable {
  let message: String?
  let error: String?
  /// Texts by field; nil where the key is absent or null.
  let errors: [String: [String]]?

  enum CodingKeys: String, CodingKey {
    case message, error, errors
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    message = fields.field(.message).value
    error = fields.field(.error).value
    errors = fields.field(.errors, as: [String: Texts].self).value?.mapValues(\.texts)
  }

  /// Nil where the body is not a JSON object.
  init?(_ answer: RawResponse) {
    guard (try? AnswerBody.checkIsJSON(answer)) != nil,
      let error = try? AnswerBody.decode(WireError.self, from: answer.body)
    else { return nil }
    self = error
  }

  /// Whether it has the shape of the contract's errors: a proxy's page or some other service's JSON has not.
  var isFintoros: Bool { message != nil || error != nil || errors?.isEmpty == false }

  /// The server's own words.
  var text: String? { message ?? error }

  /// Which of a 422's two shapes it is. Contract: told apart by what is not null.
  func kind(of operation: Operation) -> Failure.Kind {
    if let errors, !errors.isEmpty { return .invalid(fields: errors) }
    if error != nil, operation.idempotencyKey != nil { return .idempotencyConflict }
    return .invalid(fields: [:])
  }

  /// The texts of one field: an array, or a single text.
  private struct Texts: Decodable {
    let texts: [String]

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let texts = try? value.decode([String].self) {
        self.texts = texts
      } else {
        texts = [try value.decode(String.self)]
      }
    }
  }
}
