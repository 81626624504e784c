import HTTPTypes
import Hummingbird

/// Outside everything else: what goes to `/_sandbox` is answered here, without token, rate limit, faults or record.
struct ControlMiddleware<Responder: HTTPResponder>: SandboxMiddleware where Responder.Context == SandboxContext {
  let responder: Responder

  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    guard request.uri.path.hasPrefix(ControlRouting.base + "/") else { return try await next(request, context) }
    do {
      guard Self.isLocal(request.head.authority) else { throw ControlProblem.notLocal }
      var context = context
      guard let body = try await request.wholeBody() else { throw ControlProblem.bodyTooLarge }
      context.body = body
      return try await responder.respond(to: request, context: context)
    } catch let problem as ControlProblem {
      return problem.response
    } catch let error as HTTPError where error.status == .notFound {
      return ControlProblem.notFound.response
    } catch APIError.unsupportedMediaType {
      return ControlProblem.notJSON.response
    } catch APIError.malformedJSON {
      return ControlProblem.malformed.response
    }
  }

  /// A page in a browser on this machine may reach us under a name of its own; it has no business here.
  private static func isLocal(_ authority: String?) -> Bool {
    guard let authority else { return true }
    let port = authority.lastIndex(of: ":").map { authority[$0...] } ?? ""
    let host = authority.hasSuffix("]") ? authority : String(authority.dropLast(port.count))
    return ["127.0.0.1", "localhost", "[::1]"].contains(host.lowercased())
  }
}
