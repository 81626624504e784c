import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
  /// A longer body is refused with 413.
  static let maxBytes = 1 << 20

  /// Nil when there are too many bytes. A body shorter than its `Content-Length` is a request that was cut: it is dropped
  /// and never carried out. The connection is closed where the body takes longer than the limit.
  func wholeBody(on channel: any Channel, within limit: TimeAmount) async throws -> [UInt8]? {
    let announced = headers[.contentLength].flatMap(Int.init)
    if let announced, announced > Self.maxBytes { return nil }
    let deadline = channel.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
    defer { deadline.cancel() }
    do {
      let bytes = [UInt8](buffer: try await body.collect(upTo: Self.maxBytes))
      if let announced, announced != bytes.count { throw ConnectionDropped() }
      return bytes
    } catch is NIOTooManyBytesError {
      return nil
    }
  }
}

extension Request {
  /// The body as JSON. A body that says it is something else is refused before it is read.
  func jsonBody(_ context: SandboxContext) throws(APIError) -> JSON {
    guard context.body.isEmpty || saysJSON else { throw .unsupportedMediaType }
    guard let json = JSON(parsing: context.body) else { throw .malformedJSON }
    return json
  }

  /// `application/json` or a type built on it, whatever parameters follow.
  var saysJSON: Bool {
    let type = headers[.contentType]?.prefix { $0 != ";" && !$0.isWhitespace }.lowercased() ?? ""
    return type == "application/json" || type.hasPrefix("application/") && type.hasSuffix("+json")
  }
}

extension Response {
  static func json(_ status: Int, _ json: JSON, headers: HTTPFields = [:]) -> Response {
    .json(status, json.bytes, headers: headers)
  }

  /// - Parameter json: bytes that are JSON already.
  static func json(_ status: Int, _ json: [UInt8], headers: HTTPFields = [:]) -> Response {
    var headers = headers
    headers[.contentType] = "application/json"
    return Response(
      status: HTTPResponse.Status(code: status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: json)))
  }
}

extension Response {
  /// All bytes of its body.
  func collectedBody() async throws -> [UInt8] {
    let collector = BodyCollector()
    try await body.write(collector)
    return collector.bytes
  }
}

/// Takes the bytes of a body. A class, because writing consumes the writer.
private final class BodyCollector: ResponseBodyWriter {
  private(set) var bytes: [UInt8] = []

  func write(_ buffer: ByteBuffer) async throws {
    bytes += buffer.readableBytesView
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// The headers that HTTPTypes does not name.
extension HTTPField.Name {
  static let requestID = named("X-Request-Id")
  static let rateLimit = named("X-RateLimit-Limit")
  static let rateLimitRemaining = named("X-RateLimit-Remaining")
  static let rateLimitReset = named("X-RateLimit-Reset")
  static let idempotencyKey = named("Idempotency-Key")
  static let idempotencyStatus = named("Idempotency-Status")
  /// Where a browser's request comes from: `cross-site`, `same-site`, `same-origin`, or `none` for the address bar.
  static let secFetchSite = named("Sec-Fetch-Site")

  private static func named(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is not a header's name") }
    return name
  }
}
