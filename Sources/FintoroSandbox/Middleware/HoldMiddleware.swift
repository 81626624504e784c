import Hummingbird

/// Keeps a request in work for as long as a fault says, right before its handler runs.
struct HoldMiddleware: SandboxMiddleware {
  let faults: FaultRegistry

  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    try await faults.wait(seconds: context.faults.hold)
    return try await next(request, context)
  }
}
