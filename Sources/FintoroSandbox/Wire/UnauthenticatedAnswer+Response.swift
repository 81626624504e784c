import HTTPTypes
import Hummingbird

extension Assumptions.UnauthenticatedAnswer {
  func response(_ language: Language) -> Response {
    switch self {
    case .page:
      var response = ProxyAnswer.page(status: 401)
      response.headers[.wwwAuthenticate] = "Basic realm=\"Fintoro\""
      return response
    case .bare: return Response(status: .unauthorized)
    case .json: return APIError.unauthenticated.response(language)
    }
  }
}
