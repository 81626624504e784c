extension APIError {
  /// The English words are those of the OpenAPI document's examples where it has some.
  var words: Bilingual {
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
