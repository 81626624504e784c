import Hummingbird

/// Outside everything else: what goes to `/_sandbox` is answered apart, without token, rate limit, faults or record.
struct ControlMiddleware<Responder: HTTPResponder>: SandboxMiddleware where Responder.Context == SandboxContext {
  let responder: Responder

  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    guard request.uri.path.hasPrefix(ControlRouting.base + "/") else { return try await next(request, context) }
    return try await responder.respond(to: request, context: context)
  }
}
