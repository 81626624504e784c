import HTTPTypes
import Hummingbird

/// Answers a change only when it is safe: what somebody was told, secrets above all, is there after a restart.
struct PersistenceMiddleware: SandboxMiddleware {
  let keeper: StateWriter

  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    let response = try await next(request, context)
    if ![.get, .head, .options].contains(request.method) { await keeper.settle() }
    return response
  }
}
