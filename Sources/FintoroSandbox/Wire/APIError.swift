import HTTPTypes
import Hummingbird

/// Every refusal of the API, with its status, its words and its JSON.
enum APIError: Error, Sendable {
  case unauthenticated
  case forbidden
  case subscriptionNotFound
  case routeNotFound
  case methodNotAllowed(String, allowed: [String])
  case requestInWork
  case bodyTooLarge
  case unsupportedMediaType
  case malformedJSON
  case invalid([FieldProblem])
  case otherPayload
  case tooManyRequests(RateBudget)
  case serverError
  case unavailable

  var status: Int {
    switch self {
    case .unauthenticated: 401
    case .forbidden: 403
    case .subscriptionNotFound, .routeNotFound: 404
    case .methodNotAllowed: 405
    case .requestInWork: 409
    case .bodyTooLarge: 413
    case .unsupportedMediaType: 415
    case .malformedJSON, .invalid, .otherPayload: 422
    case .tooManyRequests: 429
    case .serverError: 500
    case .unavailable: 503
    }
  }

  func response(_ language: Language) -> Response {
    var headers = headers
    headers[.contentLanguage] = language.rawValue
    return .json(status, body(language), headers: headers)
  }

  private var headers: HTTPFields {
    switch self {
    case .methodNotAllowed(_, let allowed): [.allow: allowed.joined(separator: ", ")]
    case .unauthenticated: [.wwwAuthenticate: "Bearer"]
    case .tooManyRequests(let budget): budget.headers
    default: [:]
    }
  }

  /// Contract: 422 has two shapes, everything else is `{message}`.
  private func body(_ language: Language) -> JSON {
    let message = (key: "message", value: JSON.text(words.in(language)))
    switch self {
    case .otherPayload:
      return .object([("error", .text(words.in(language)))])
    case .invalid(let problems):
      let fields = problems.map { (key: $0.field, value: JSON.array($0.texts.map { .text($0.in(language)) })) }
      return .object([message, ("errors", .object(fields))])
    case .malformedJSON:
      return .object([message, ("errors", .object([]))])
    default:
      return .object([message])
    }
  }
}

extension RateBudget {
  /// Contract: the budget on every throttled answer, the time to wait only on 429.
  var headers: HTTPFields {
    var headers: HTTPFields = [.rateLimit: String(limit), .rateLimitRemaining: String(remaining)]
    if let refusal {
      headers[.retryAfter] = String(refusal.retryAfter)
      headers[.rateLimitReset] = String(refusal.resetAt)
    }
    return headers
  }
}
