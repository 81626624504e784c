import HTTPTypes
import Hummingbird

extension Assumptions.UnauthenticatedAnswer {
  func response(_ language: Language) -> Response {
    switch self {
    case .basic: Self.challenging(APIError.unauthenticated.response(language))
    case .json: APIError.unauthenticated.response(language)
    case .bare: Response(status: .unauthorized)
    case .page: Self.challenging(ProxyAnswer.page(status: 401))
    }
  }

  private static func challenging(_ response: Response) -> Response {
    var response = response
    response.headers[.wwwAuthenticate] = "Basic realm=\"Fintoro\""
    return response
  }
}
