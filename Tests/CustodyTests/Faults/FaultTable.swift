/// Answers that say nothing certain of a create: each must keep it, whether it was carried out or not.
struct UncertainAnswer: Sendable, CustomStringConvertible {
  let description: String
  let bytes: [UInt8]

  init(_ description: String, _ bytes: [UInt8]) {
    self.description = description
    self.bytes = bytes
  }

  static let all = inJSON + pages + redirects + foreign + goodStatus + notHTTP

  private static let inJSON: [UncertainAnswer] =
    [408, 409, 425, 429, 500, 501, 502, 503, 504, 507, 599].map { .init("\($0) in JSON", RawAnswer.fintoros($0)) } + [
      .init("429 that says when", RawAnswer.fintoros(429, headers: ["Retry-After: 0"])),
      .init("503 that says when", RawAnswer.fintoros(503, headers: ["Retry-After: 7"])),
    ]

  private static let pages: [UncertainAnswer] =
    [200, 201, 202, 400, 401, 403, 404, 407, 409, 410, 413, 422, 429, 451, 500, 502, 503]
    .map { .init("a page with status \($0)", RawAnswer.page($0)) }

  private static let redirects: [UncertainAnswer] = [301, 302, 303, 307, 308].map {
    .init(
      "redirect \($0)",
      RawAnswer.bytes($0, "", type: nil, headers: ["Location: /api/public/v1/webhook-subscriptions"]))
  }

  /// A 4xx that is not Fintoro's.
  private static let foreign: [UncertainAnswer] = [400, 401, 403, 404, 422].flatMap { status in
    [
      .init("\(status) of another service", RawAnswer.bytes(status, #"{"detail":"no such route"}"#)),
      .init("\(status) with a list", RawAnswer.bytes(status, "[]")),
      .init("\(status) with half an object", RawAnswer.bytes(status, #"{"message":"The gi"#)),
      .init("\(status) with a number for its message", RawAnswer.bytes(status, #"{"message":7}"#)),
      .init("\(status) with nothing", RawAnswer.bytes(status, "", type: nil)),
    ]
  }

  /// Status 2xx, and yet no secret to be had.
  private static let goodStatus: [UncertainAnswer] = [
    .init("200 with a subscription", RawAnswer.bytes(200, subscription(#""whsec_fintoro_0""#))),
    .init("202 with nothing", RawAnswer.bytes(202, "", type: nil)),
    .init("204", Array("HTTP/1.1 204 Tried\r\nConnection: close\r\n\r\n".utf8)),
    .init("201 without a secret", RawAnswer.bytes(201, #"{"id":801,"url":"https://erp.acme.sk/h"}"#)),
    .init("201 whose secret is null", RawAnswer.bytes(201, subscription("null"))),
    .init("201 whose secret is a number", RawAnswer.bytes(201, subscription("17"))),
    .init("201 whose secret is empty", RawAnswer.bytes(201, subscription(#""""#))),
    .init("201 whose secret is a list", RawAnswer.bytes(201, subscription(#"["whsec"]"#))),
    .init("201 without an id", RawAnswer.bytes(201, #"{"plainTextSecret":"whsec_fintoro_0"}"#)),
    .init("201 whose id is a text", RawAnswer.bytes(201, #"{"id":"801","plainTextSecret":"whsec_fintoro_0"}"#)),
    .init("201 with a list", RawAnswer.bytes(201, "[1]")),
    .init("201 with a text", RawAnswer.bytes(201, #""whsec_fintoro_0""#)),
    .init("201 with nothing", RawAnswer.bytes(201, "", type: nil)),
    .init("201 that ends too early", RawAnswer.bytes(201, subscription("17"), length: 4_096)),
    .init("201 that is cut JSON", RawAnswer.bytes(201, String(subscription(#""whsec_fintoro_0""#).dropLast(9)))),
    .init(
      "201 that says it is compressed",
      RawAnswer.bytes(201, subscription(#""whsec_fintoro_0""#), headers: ["Content-Encoding: gzip"])),
    .init("201 that is far too long", RawAnswer.bytes(201, "{}", length: 1 << 30)),
  ]

  private static let notHTTP: [UncertainAnswer] = [
    .init("no answer", []),
    .init("another protocol", Array("SSH-2.0-OpenSSH_9.2\r\n".utf8)),
    .init("bytes", (0...255).map { UInt8($0) }),
    .init("only 100", Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)),
    .init("half a head", Array("HTTP/1.1 201 Created\r\nContent-Ty".utf8)),
  ]

  private static func subscription(_ secret: String) -> String {
    #"{"id":801,"companyId":15,"url":"https://erp.acme.sk/h","plainTextSecret":\#(secret)}"#
  }
}
