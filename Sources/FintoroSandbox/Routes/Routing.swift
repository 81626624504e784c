import HTTPTypes
import Hummingbird

/// The one table of operations, and the refusal of methods that a path does not have.
enum Routing {
  private typealias Handler = @Sendable @concurrent (Request, SandboxContext) async throws -> Response

  private struct Route {
    var path: String
    var method: HTTPRequest.Method
    /// Only the create takes an `Idempotency-Key`.
    var takesKey = false
    var handler: Handler
  }

  static func add(
    to router: Router<SandboxContext>, store: SandboxStore, faults: FaultRegistry, scenario: Scenario
  ) {
    let table = table(
      SubscriptionRoutes(store: store, assumptions: scenario.assumptions, endpoints: scenario.endpoints))
    let base = RouterPath(APIPath.base)
    let plain = router.group(base).add(middleware: HoldMiddleware(faults: faults))
    // A hold comes after the key is reserved and before the answer is stored: a request is in work there.
    let keyed = router.group(base)
      .add(middleware: IdempotencyMiddleware(store: store, assumptions: scenario.assumptions))
      .add(middleware: HoldMiddleware(faults: faults))
    for route in table {
      (route.takesKey ? keyed : plain).on(RouterPath(route.path), method: route.method, use: route.handler)
    }
    for (path, routes) in Dictionary(grouping: table, by: \.path) {
      refuseMethods(except: routes.map(\.method), at: base.appendingPath(RouterPath(path)), router)
    }
  }

  private static func table(_ routes: SubscriptionRoutes) -> [Route] {
    let list = "/webhook-subscriptions"
    let one = "/webhook-subscriptions/:id"
    return [
      Route(path: "/whoami", method: .get, handler: WhoamiRoute.show),
      Route(path: list, method: .get, handler: routes.list),
      Route(path: list, method: .post, takesKey: true, handler: routes.create),
      Route(path: one, method: .get, handler: routes.show),
      Route(path: one, method: .put, handler: routes.update),
      Route(path: one, method: .delete, handler: routes.delete),
      Route(path: one + "/rotate-secret", method: .post, handler: routes.rotate),
    ]
  }

  private static func refuseMethods(
    except allowed: [HTTPRequest.Method], at path: RouterPath, _ router: Router<SandboxContext>
  ) {
    for method in everyMethod where !allowed.contains(method) {
      router.on(path, method: method) { _, _ -> Response in
        throw APIError.methodNotAllowed(method.rawValue, allowed: allowed.map(\.rawValue))
      }
    }
  }

  private static let everyMethod: [HTTPRequest.Method] = [
    .get, .head, .post, .put, .delete, .connect, .options, .trace, .patch,
  ]
}

/// Paths below the base URL, as faults and records have them.
enum APIPath {
  static let base = "/api/public/v1"

  /// `/api/public/v1/whoami` becomes `/whoami`; a path that is not below the base stays as it is.
  static func belowBase(_ path: String) -> String {
    guard path.hasPrefix(base) else { return path }
    let rest = path.dropFirst(base.count)
    return rest.isEmpty ? "/" : rest.first == "/" ? String(rest) : path
  }
}
