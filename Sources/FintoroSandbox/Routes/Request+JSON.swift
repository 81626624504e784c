import HTTPTypes
import Hummingbird

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
