import HTTPTypes
import Hummingbird

/// Every refusal of the API, with its status, its text and its JSON.
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
    let message = (key: "message", value: JSON.text(text.in(language)))
    switch self {
    case .otherPayload:
      return .object([("error", .text(text.in(language)))])
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

extension APIError {
  /// The English text is that of the OpenAPI document's examples where it has one.
  var text: Bilingual {
    switch self {
    case .unauthenticated:
      Bilingual("Unauthenticated.", "Unauthenticated.")
    case .forbidden:
      Bilingual("This action is unauthorized.", "Na túto akciu nemáte oprávnenie.")
    case .subscriptionNotFound:
      Bilingual("No query results for model.", "Záznam sa nenašiel.")
    case .routeNotFound:
      Bilingual("The route could not be found.", "Táto adresa neexistuje.")
    case .methodNotAllowed(let method, let allowed):
      Bilingual(
        "The \(method) method is not supported for this route. Supported methods: \(allowed.joined(separator: ", ")).",
        "Metóda \(method) tu nie je podporovaná. Podporované metódy: \(allowed.joined(separator: ", ")).")
    case .requestInWork:
      Bilingual(
        "A request with the same Idempotency-Key is still being processed.",
        "Požiadavka s rovnakým Idempotency-Key sa ešte spracúva.")
    case .bodyTooLarge:
      Bilingual("The request body is too large.", "Telo požiadavky je príliš veľké.")
    case .unsupportedMediaType:
      Bilingual("The Content-Type must be application/json.", "Content-Type musí byť application/json.")
    case .malformedJSON:
      Bilingual("The request body is not valid JSON.", "Telo požiadavky nie je platný JSON.")
    case .invalid:
      Bilingual("The given data was invalid.", "Zadané údaje sú neplatné.")
    case .otherPayload:
      Bilingual(
        "Idempotency-Key reused with different request payload",
        "Idempotency-Key reused with different request payload")
    case .tooManyRequests:
      Bilingual("Too Many Attempts.", "Príliš veľa pokusov.")
    case .serverError:
      Bilingual("Server Error", "Chyba servera")
    case .unavailable:
      Bilingual("Service Unavailable", "Služba je nedostupná")
    }
  }
}

/// The problems of one field of a request.
struct FieldProblem: Hashable, Sendable {
  /// The contract's name; elements as `subscribedEvents.0`.
  let field: String
  let texts: [Bilingual]
}
