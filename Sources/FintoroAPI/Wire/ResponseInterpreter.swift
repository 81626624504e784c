import FintoroWebhooks
import struct Foundation.Date

/// An answer with what its headers say, on the way to a value or a failure.
struct ResponseInterpreter {
  let answer: RawResponse
  let context: AnswerContext

  init(_ answer: RawResponse, askedAt: Date, at receivedAt: Date) {
    self.answer = answer
    context = AnswerHeaders(answer.headers).context(askedAt: askedAt, receivedAt: receivedAt)
  }

  func result<Value>(
    of operation: Operation, read: (RawResponse) throws(AnswerProblem) -> Value
  ) -> Result<Value, Failure> {
    guard answer.status == operation.success else { return .failure(failure(of: operation)) }
    do {
      // Contract: a 204 has no body.
      if answer.status != 204 { try AnswerBody.checkIsJSON(answer) }
      return .success(try read(answer))
    } catch {
      return .failure(unreadable(error.sentence))
    }
  }

  private func unreadable(_ problem: String) -> Failure {
    Failure(.unreadable(problem: problem), status: answer.status, requestID: context.requestID)
  }

  private func failure(of operation: Operation) -> Failure {
    let error = WireError(answer)
    let headers = AnswerHeaders(answer.headers)
    var failure = Failure(
      .unexpectedStatus, status: answer.status, message: error?.text, requestID: context.requestID,
      isFintorosAnswer: error?.isFintoros ?? false)
    switch answer.status {
    case 401: failure.kind = .unauthenticated
    case 403 where failure.isFintorosAnswer: failure.kind = .forbidden
    case 404 where failure.isFintorosAnswer: failure.kind = .notFound
    case 422 where failure.isFintorosAnswer: failure.kind = error?.kind(of: operation) ?? .invalid(fields: [:])
    case 403, 404, 422: return unreadable(AnswerBody.foreign(answer))
    case 429:
      failure.kind = .rateLimited
      failure.retryAt = headers.retryAfter(context) ?? headers.rateLimitReset(context)
    case 500...:
      failure.kind = .server
      failure.retryAt = headers.retryAfter(context)
    case 200..<300:
      return unreadable("status \(answer.status) came where \(operation.success) was expected")
    case 300..<400: failure.detail = answer.headers["location"].map { "redirect to \($0)" }
    default: break
    }
    return failure
  }
}
