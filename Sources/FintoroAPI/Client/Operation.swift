import FintoroWebhooks

/// One operation of the contract as a request: what is asked and which single status is its success.
struct Operation {
  enum Method: String {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
  }

  var method: Method
  var path: String
  var body: [UInt8]?
  var success: Int
  var maxResponseBytes: Int
  var idempotencyKey: IdempotencyKey?

  /// The list has no pages (contract): it is as long as the company has subscriptions.
  static let maxListBytes = 64 << 20

  init(_ method: Method, _ path: String, body: [UInt8]? = nil, success: Int, maxResponseBytes: Int = 1 << 20) {
    self.method = method
    self.path = path
    self.body = body
    self.success = success
    self.maxResponseBytes = maxResponseBytes
  }

  func request(over connection: APIConnection) -> RawRequest {
    var headers: [(name: String, value: String)] = [("Accept", "application/json"), ("User-Agent", "hooktop")]
    if let language = connection.acceptLanguage { headers.append(("Accept-Language", language)) }
    if body != nil { headers.append(("Content-Type", "application/json")) }
    if let idempotencyKey { headers.append(("Idempotency-Key", idempotencyKey.rawValue)) }
    return RawRequest(
      method: method.rawValue, url: connection.baseURL.text + path, token: connection.token, headers: headers,
      body: body, timeout: connection.timeout, maxResponseBytes: maxResponseBytes)
  }
}
