import HTTPTypes
import Hummingbird

/// Answers a repeated key with the same bytes as it was answered before, secret included.
///
/// Contract: another payload under the same key is refused with 422. `Assumptions` decides what it leaves open.
struct IdempotencyMiddleware: SandboxMiddleware {
  let store: SandboxStore
  let assumptions: Assumptions

  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    let company = try context.writer()
    guard let text = request.headers[.idempotencyKey], !text.isEmpty else { return try await next(request, context) }
    let key = IdempotencyLedger.Key(companyID: company.id, text: text)
    switch await store.begin(key, payload: payload(context.body)) {
    case .inWork: throw assumptions.keyInWork == .conflict ? APIError.requestInWork : APIError.serverError
    case .otherPayload: throw APIError.otherPayload
    case .replay(let answer): return answer.response(key: text, status: "Repeated")
    case .proceed: break
    }
    do {
      let answer = try await StoredResponse(next(request, context))
      await store.finish(key, with: answer)
      return answer.response(key: text, status: "Original")
    } catch let error as APIError where assumptions.remembersRefusals {
      let answer = try await StoredResponse(error.response(context.language))
      await store.finish(key, with: answer)
      return answer.response(key: text, status: "Original")
    } catch {
      await store.finish(key, with: nil)
      throw error
    }
  }

  /// What is compared under a key.
  private func payload(_ body: [UInt8]) -> [UInt8] {
    switch assumptions.samePayload {
    case .bytes: body
    // Parsed JSON has sorted keys and no blanks.
    case .json: JSON(parsing: body)?.bytes ?? body
    }
  }
}

extension StoredResponse {
  fileprivate init(_ response: Response) async throws {
    status = response.status.code
    language = response.headers[.contentLanguage].flatMap(Language.init(rawValue:))
    body = try await response.collectedBody()
  }

  fileprivate func response(key: String, status word: String) -> Response {
    var headers: HTTPFields = [.idempotencyKey: key, .idempotencyStatus: word]
    // A refusal that an older state has without its language counts as English, as most are.
    headers[.contentLanguage] = (language ?? (status < 400 ? nil : .english))?.rawValue
    return .json(status, body, headers: headers)
  }
}

/// Holds a request before its handler for as long as a fault says: the request is in work meanwhile.
struct HoldMiddleware: SandboxMiddleware {
  let faults: FaultRegistry

  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    try await faults.wait(seconds: context.faults.hold, unlessClearedSince: context.faults.clearings)
    return try await next(request, context)
  }
}
