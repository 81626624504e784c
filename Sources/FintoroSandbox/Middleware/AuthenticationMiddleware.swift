import HTTPTypes
import Hummingbird

/// Finds the caller of a token. Contract: a bearer token on every request, else 401.
struct AuthenticationMiddleware: SandboxMiddleware {
  /// How 401 is answered.
  let answer: Assumptions.UnauthenticatedResponse

  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    guard let caller = Self.token(in: request.headers[.authorization]).flatMap(Caller.init(token:)) else {
      return answer.response(context.language)
    }
    var context = context
    context.caller = caller
    return try await next(request, context)
  }

  static func token(in header: String?) -> String? {
    let words = header?.split(separator: " ") ?? []
    guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
    return String(words[1])
  }
}

extension Assumptions.UnauthenticatedResponse {
  func response(_ language: Language) -> Response {
    switch self {
    case .basic: Self.challenging(APIError.unauthenticated.response(language))
    case .json: APIError.unauthenticated.response(language)
    case .bare: Response(status: .unauthorized)
    case .page: Self.challenging(ProxyResponse.page(status: 401))
    }
  }

  private static func challenging(_ response: Response) -> Response {
    var response = response
    response.headers[.wwwAuthenticate] = "Basic realm=\"Fintoro\""
    return response
  }
}
