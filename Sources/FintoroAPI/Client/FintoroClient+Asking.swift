import FintoroWebhooks
import struct Foundation.Date

extension FintoroClient {
  /// Sends one request and reads its answer, off the caller's actor: a list may be long.
  @concurrent
  func ask<Value: Sendable>(
    _ operation: Operation, read: @Sendable (RawResponse) throws(AnswerProblem) -> Value
  ) async throws(Failure) -> Answer<Value> {
    let startedAt = clock()
    let answer: RawResponse
    do {
      answer = try await transport.send(operation.request(over: connection))
    } catch {
      report(operation, since: startedAt, until: clock(), status: error.status, requestID: error.requestID, error)
      throw error
    }
    let heard = ResponseInterpreter(answer, askedAt: startedAt, at: clock())
    let result = heard.result(of: operation, read: read)
    report(
      operation, since: startedAt, until: heard.context.receivedAt, status: answer.status,
      requestID: heard.context.requestID, result.failure)
    return Answer(try result.get(), context: heard.context)
  }

  private func report(
    _ operation: Operation, since start: Date, until end: Date, status: Int?, requestID: String?, _ failure: Failure?
  ) {
    observe?(
      RequestLogEntry(
        method: operation.method.rawValue, path: operation.path, status: status,
        duration: .seconds(end.timeIntervalSince(start)), requestID: requestID, failure: failure))
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
