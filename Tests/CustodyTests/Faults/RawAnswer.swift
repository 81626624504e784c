/// An answer as bytes, well-formed or not.
enum RawAnswer {
  static let json = "application/json"
  static let html = "text/html; charset=utf-8"

  /// - Parameter length: what it says of its length; what it really has unless told otherwise.
  static func bytes(
    _ status: Int, _ body: String, type: String? = json, headers: [String] = [], length: Int? = nil
  ) -> [UInt8] {
    let all =
      ["HTTP/1.1 \(status) Tried"] + (type.map { ["Content-Type: \($0)"] } ?? [])
      + ["Content-Length: \(length ?? body.utf8.count)", "Connection: close"] + headers
    return Array((all.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
  }

  /// In the API's own shape, as it comes from Fintoro itself.
  static func fintoros(_ status: Int, headers: [String] = []) -> [UInt8] {
    let body =
      status == 422
      ? #"{"message":"The given data was invalid.","errors":{"url":["The url is invalid."]}}"#
      : #"{"message":"Said by status \#(status)."}"#
    return bytes(status, body, headers: headers + ["X-Request-Id: req_\(status)"])
  }

  static func page(_ status: Int) -> [UInt8] { bytes(status, "<html><body>Please sign in</body></html>", type: html) }
}
