import HTTPTypes
import Hummingbird

/// The one table of the sandbox's own operations below `/_sandbox`, which the real API does not have.
enum ControlRouting {
  static let base = "/_sandbox"

  struct Route {
    /// Below the base, such as `/events`.
    var path: String
    var method: HTTPRequest.Method
    var handler: @Sendable @concurrent (Request, SandboxContext) async throws -> Response
  }

  static func router(_ application: SandboxApplication) -> Router<SandboxContext> {
    let router = Router(context: SandboxContext.self)
    router.add(middleware: ControlAuthorization(bodyLimit: application.configuration.limits.body))
    for route in table(application) {
      router.on(RouterPath(base + route.path), method: route.method, use: route.handler)
    }
    return router
  }

  private static func table(_ application: SandboxApplication) -> [Route] {
    let store = application.store
    let faults = FaultControl(faults: application.faults)
    return [
      Route(path: "/events", method: .post, handler: EventRoute(store: store).emit),
      Route(path: "/deliveries", method: .get, handler: DeliveryLogRoute(store: store).show),
      Route(path: "/faults", method: .get, handler: faults.list),
      Route(path: "/faults", method: .post, handler: faults.add),
      Route(path: "/faults", method: .delete, handler: faults.clear),
    ]
  }
}

/// Answers `/_sandbox` apart, without token, rate limit, faults or record.
struct ControlMiddleware<Responder: HTTPResponder>: SandboxMiddleware where Responder.Context == SandboxContext {
  let responder: Responder

  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    guard request.uri.path.hasPrefix(ControlRouting.base + "/") else { return try await next(request, context) }
    return try await responder.respond(to: request, context: context)
  }
}
