import Hummingbird

/// A layer around the routes of the sandbox.
protocol SandboxMiddleware: RouterMiddleware where Context == SandboxContext {}

extension SandboxMiddleware {
  /// The layers further in, down to the route. Concurrent, because Hummingbird declares it so.
  typealias Next = @concurrent (Request, SandboxContext) async throws -> Response
}
