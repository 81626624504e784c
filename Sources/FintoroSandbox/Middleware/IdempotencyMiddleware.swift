import HTTPTypes
import Hummingbird

/// Around the create: the same key with the same bytes answers what was answered before, secret included.
///
/// Contract: another payload under the same key is refused with 422. A 4xx answer is not remembered here.
struct IdempotencyMiddleware: SandboxMiddleware {
  let store: SandboxStore

  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    let company = try context.writer()
    guard let text = request.headers[.idempotencyKey], !text.isEmpty else { return try await next(request, context) }
    let key = IdempotencyLedger.Key(companyID: company.id, text: text)
    switch await store.begin(key, payload: context.body) {
    case .inWork: throw APIError.requestInWork
    case .otherPayload: throw APIError.otherPayload
    case .replay(let answer): return answer.response(key: text, status: "Repeated")
    case .proceed: break
    }
    do {
      let answer = try await RememberedAnswer(next(request, context))
      await store.finish(key, with: answer)
      return answer.response(key: text, status: "Original")
    } catch {
      await store.finish(key, with: nil)
      throw error
    }
  }
}

extension RememberedAnswer {
  fileprivate init(_ response: Response) async throws {
    let collector = BodyCollector()
    try await response.body.write(collector)
    status = response.status.code
    body = collector.bytes
  }

  fileprivate func response(key: String, status word: String) -> Response {
    Response(
      status: HTTPResponse.Status(code: status),
      headers: [.contentType: "application/json", .idempotencyKey: key, .idempotencyStatus: word],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }
}

/// Takes the bytes that a route's answer would send. A class, because writing consumes the writer.
private final class BodyCollector: ResponseBodyWriter {
  private(set) var bytes: [UInt8] = []

  func write(_ buffer: ByteBuffer) async throws {
    bytes += buffer.readableBytesView
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
