import HTTPTypes
import Hummingbird

/// Finds out whose token it is. Contract: a bearer token on every request, else 401.
struct AuthenticationMiddleware: SandboxMiddleware {
  /// What comes with 401.
  let answer: Assumptions.UnauthenticatedAnswer

  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    guard let caller = Self.token(in: request.headers[.authorization]).flatMap(Caller.init(token:)) else {
      return answer.response(context.language)
    }
    var context = context
    context.identified = caller
    return try await next(request, context)
  }

  static func token(in header: String?) -> String? {
    let words = header?.split(separator: " ") ?? []
    guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
    return String(words[1])
  }
}
