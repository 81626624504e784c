import HTTPTypes
import Hummingbird

/// Lets in who may tell the sandbox what to do, and turns every refusal into its JSON.
struct ControlAuthorization: SandboxMiddleware {
  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    do {
      guard Self.isLocal(request.head.authority) else { throw ControlProblem.notLocal }
      guard let body = try await request.wholeBody() else { throw ControlProblem.bodyTooLarge }
      var context = context
      context.body = body
      return try await next(request, context)
    } catch let problem as ControlProblem {
      return problem.response
    } catch APIError.unsupportedMediaType {
      return ControlProblem.notJSON.response
    } catch APIError.malformedJSON {
      return ControlProblem.malformed.response
    } catch let error as HTTPError where error.status == .notFound {
      return ControlProblem.notFound.response
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

/// Why a request below `/_sandbox` is refused: a status and one sentence.
struct ControlProblem: Error, Hashable {
  var status: Int
  var sentence: String

  static let notFound = ControlProblem(
    status: 404,
    sentence: "The sandbox has nothing here for this method; its page, Sandbox.md, lists what it has below /_sandbox.")
  static let notLocal = ControlProblem(
    status: 403, sentence: "The sandbox is told what to do by programs on this machine only, by 127.0.0.1 or localhost."
  )
  static let bodyTooLarge = ControlProblem(status: 413, sentence: "The body is longer than 1 MiB.")
  static let notJSON = ControlProblem(
    status: 415, sentence: "The body must be JSON, with Content-Type: application/json.")
  static let malformed = ControlProblem(status: 422, sentence: "The body is not valid JSON.")

  var response: Response { .json(status, .object([("message", .text(sentence))])) }
}
