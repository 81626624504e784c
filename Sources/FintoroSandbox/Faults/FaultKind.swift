/// Everything that can go wrong on purpose: one case, named as in a fault's text, and one row.
enum FaultKind: String, CaseIterable, Sendable {
  // Answers in place of the real one. With `-after` behind the name, what was asked for was done all the same.

  /// That refusal, whatever the token.
  case unauthenticated = "401"
  /// That refusal, whatever the token.
  case forbidden = "403"
  /// 429 with that `Retry-After`.
  case tooManyRequests = "429"
  /// That error in the API's own JSON, with a request id.
  case serverError = "500"
  /// That error in the API's own JSON, with a request id.
  case unavailable = "503"
  /// A proxy's page instead of JSON, without a request id.
  case page = "html"
  /// 302 to that place, as from a proxy.
  case redirect

  /// The connection is reset without an answer; nothing was done.
  case refuse
  /// The connection is closed without an answer; nothing was done.
  case dropBefore = "drop-before"
  /// The connection is closed without an answer; what was asked for was done.
  case dropAfter = "drop-after"
  /// The real answer ends after so many bytes, head included, and the connection closes.
  case cut
  /// The JSON of the real answer ends after so many bytes, by default half of them, in a well-formed HTTP answer.
  case cutJSON = "cut-json"
  /// That field of the real answer has a value of another type; by default every field.
  case wrongTypes = "wrong-types"
  /// The real answer, and each entry of a list, has fields that no contract knows.
  case extraFields = "extra-fields"
  /// Each subscription has event types that no contract knows.
  case unknownEvents = "unknown-events"
  /// The list has so many entries: its own, again and again, under further ids.
  case hugeList = "huge-list"
  /// The body of the real answer comes at so many bytes a second.
  case dribble
  /// The request is looked at that much later.
  case delay
  /// The request is in work that long, its idempotency key reserved.
  case hold

  var row: FaultRow {
    switch self {
    case .unauthenticated: .answer { $0.unauthenticated }
    case .forbidden: .answer { $0.error(.forbidden) }
    case .tooManyRequests:
      .answer(.wholeNumber("SECONDS").defaulting(to: 60)) { $0.tooManyRequests(retryAfter: $1) }
    case .serverError: .answer { $0.error(.serverError) }
    case .unavailable: .answer { $0.error(.unavailable) }
    case .page:
      .answer(.wholeNumber("STATUS", 200...599, "a status from 200 to 599").defaulting(to: 200)) { _, status in
        ProxyResponse.page(status: status)
      }
    case .redirect: .answer(.text("URL", "a URL")) { _, url in ProxyResponse.redirect(to: url) }
    case .refuse: .plain(.end(.reset))
    case .dropBefore: .plain(.end(.close(.beforeHandler)))
    case .dropAfter: .plain(.end(.close(.afterCommit)))
    case .cut: .taking(.wholeNumber("BYTES")) { .end(.cut(bytes: $0)) }
    case .cutJSON: .taking(.optional(.wholeNumber("BYTES"))) { .cutJSON(bytes: $0) }
    case .wrongTypes:
      .taking(.optional(.text("FIELD", "a field such as isActive"))) { field in
        .change { $0.withWrongTypes(of: field) }
      }
    case .extraFields: .plain(.change { $0.withExtraFields })
    case .unknownEvents: .plain(.change { $0.withUnknownEvents })
    case .hugeList:
      .taking(.wholeNumber("COUNT", 0...100_000, "a whole number up to 100000").defaulting(to: 10_000)) { count in
        .change { $0.withList(of: count) }
      }
    case .dribble:
      .taking(.wholeNumber("BYTES", 1...1_000_000_000, "bytes a second, from 1").defaulting(to: 1)) {
        .dribble(bytesPerSecond: $0)
      }
    case .delay: .taking(.seconds) { .delay(seconds: $0) }
    case .hold: .taking(.seconds) { .hold(seconds: $0) }
    }
  }
}
