import HTTPTypes
import Hummingbird

/// What something between client and API answers. It has a `Via` header and no request id, as the API never saw it.
enum ProxyAnswer {
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
