import FintoroWebhooks
import Foundation

/// Turns a response into a value or a failure.
struct ResponseInterpreter {
  let response: RawResponse
  let context: AnswerContext

  init(_ response: RawResponse, askedAt: Date, at receivedAt: Date, tokenNumber: Int = 0) {
    self.response = response
    var context = ResponseHeaders(response.headers).context(askedAt: askedAt, receivedAt: receivedAt)
    context.tokenNumber = tokenNumber
    self.context = context
  }

  func result<Value>(
    of operation: Operation, read: (RawResponse) throws(ResponseProblem) -> Value
  ) -> Result<Value, Failure> {
    guard response.status == operation.success else { return .failure(failure(of: operation)) }
    do {
      // Contract: a 204 has no body.
      if response.status != 204 { try ResponseBody.checkIsJSON(response) }
      return .success(try read(response))
    } catch {
      return .failure(unreadable(error.sentence))
    }
  }

  private func unreadable(_ problem: String) -> Failure {
    Failure(.unreadable(problem: problem), status: response.status, requestID: context.requestID)
  }

  private func failure(of operation: Operation) -> Failure {
    let error = WireError(response)
    let headers = ResponseHeaders(response.headers)
    var failure = Failure(
      .unexpectedStatus, status: response.status, message: error?.text, requestID: context.requestID,
      retryAt: headers.retryAfter(context), isFintorosAnswer: error?.isFintoros ?? false)
    switch response.status {
    case 401: failure.kind = .unauthenticated
    case 403 where failure.isFintorosAnswer: failure.kind = .forbidden
    case 404 where failure.isFintorosAnswer: failure.kind = .notFound
    case 409 where failure.isFintorosAnswer && operation.idempotencyKey != nil: failure.kind = .inWork
    case 422 where failure.isFintorosAnswer:
      failure.kind = error?.kind(of: operation) ?? .invalid(fields: [:])
      if failure.kind == .idempotencyConflict { failure.message = error?.error }
    case 403, 404, 422: return unreadable(ResponseBody.foreign(response))
    case 429:
      failure.kind = .rateLimited
      failure.retryAt = failure.retryAt ?? headers.rateLimitReset(context)
    case 500...: failure.kind = .server
    case 200..<300:
      return unreadable("status \(response.status) came where \(operation.success) was expected")
    case 300..<400: failure.detail = response.headers["location"].map { "redirect to \($0)" }
    default: break
    }
    return failure
  }
}

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
  init?(_ response: RawResponse) {
    guard (try? ResponseBody.checkIsJSON(response)) != nil,
      let error = try? ResponseBody.decode(WireError.self, from: response.body)
    else { return nil }
    self = error
  }

  /// Whether it has the shape of the contract's errors. A proxy's page or another service's JSON has not.
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
