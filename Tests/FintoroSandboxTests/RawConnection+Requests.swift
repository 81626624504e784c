import TestSupport

extension RawConnection {
  /// A whole request to the API.
  static func request(_ method: String, _ path: String, body: String = "") -> String {
    let head = [
      "\(method) /api/public/v1\(path) HTTP/1.1", "Host: localhost", "Authorization: Bearer sandbox-write",
      "Content-Type: application/json", "Content-Length: \(body.utf8.count)",
    ]
    return head.joined(separator: "\r\n") + "\r\n\r\n" + body
  }
}
