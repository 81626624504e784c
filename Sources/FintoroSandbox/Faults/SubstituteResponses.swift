import Foundation
import HTTPTypes
import Hummingbird

/// What a fault's answer is made of, in the language of the request.
struct SubstituteResponses {
  let language: Language
  let configuration: SandboxConfiguration

  /// In the API's own JSON.
  func error(_ error: APIError) -> Response { error.response(language) }

  /// With what `Assumptions` says comes with it.
  var unauthenticated: Response { configuration.scenario.assumptions.unauthenticated.response(language) }

  /// - Parameter seconds: its `Retry-After`.
  func tooManyRequests(retryAfter seconds: Int) -> Response {
    let now = configuration.clock()
    let refusal = RateBudget.Refusal(resetAt: now + Double(seconds), now)
    return error(.tooManyRequests(RateBudget(limit: configuration.rateLimit, remaining: 0, refusal: refusal)))
  }
}

/// An answer of a proxy between client and API. It has a `Via` header and no request id, because the API never saw it.
enum ProxyResponse {
  static func page(status: Int) -> Response {
    html(status, "<h1>Please sign in</h1><p>This network wants you to sign in first.</p>")
  }

  static func redirect(to url: String) -> Response {
    html(302, "<p>Found.</p>", [.location: url])
  }

  private static func html(_ status: Int, _ body: String, _ more: HTTPFields = [:]) -> Response {
    var headers = more
    headers[.contentType] = "text/html; charset=utf-8"
    headers[.via] = "1.1 proxy.example.com"
    let page = "<!DOCTYPE html><html><head><title>Proxy</title></head><body>\(body)</body></html>\n"
    return Response(
      status: HTTPResponse.Status(code: status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: page)))
  }
}
