import FintoroWebhooks
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

extension MetricsServer {
  /// What one request gets.
  func answer(_ request: Request) -> Response {
    guard !address.isLoopback || Self.isLocal(request.head.authority) else {
      // A web page can make a name of its own point to this machine, and only `Host` tells that.
      return Self.plain(.misdirectedRequest, "Only requests to this machine's own name are answered.\n")
    }
    guard request.method == .get || request.method == .head else {
      var response = Self.plain(.methodNotAllowed, "Only GET is answered.\n")
      response.headers[.allow] = "GET, HEAD"
      return response
    }
    var response: Response
    switch request.uri.path {
    case "/metrics":
      let format = Self.format(request.headers[values: .accept])
      response = Self.plain(.ok, metrics(format), type: format.contentType)
    case "/healthz":
      let health = self.health()
      response = Self.plain(health.isGood ? .ok : .serviceUnavailable, health.text + "\n")
    default: response = Self.plain(.notFound, "There are /metrics and /healthz.\n")
    }
    if request.method == .head { response.body = ResponseBody() }
    return response
  }

  /// OpenMetrics where it is asked for by name and not less wanted than text.
  static func format(_ accepts: [String]) -> MetricsText.Format {
    let ranges = accepts.flatMap { $0.split(separator: ",") }.map(MediaRange.init)
    func wish(_ type: String) -> Double { ranges.filter { $0.type == type }.map(\.quality).max() ?? 0 }
    let open = wish("application/openmetrics-text")
    return open > 0 && open >= wish("text/plain") ? .openMetrics : .classic
  }

  private struct MediaRange {
    var type: String
    var quality: Double

    init(_ text: Substring) {
      let parts = text.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
      type = parts.first ?? ""
      quality = parts.first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
    }
  }

  /// - Parameter authority: a host with an optional port. A request without one comes from no browser.
  static func isLocal(_ authority: String?) -> Bool {
    guard let authority else { return true }
    let port = authority.lastIndex(of: ":").map { authority[$0...] } ?? ""
    let host = authority.hasSuffix("]") ? authority : String(authority.dropLast(port.count))
    return ["127.0.0.1", "localhost", "localhost.", "[::1]"].contains(host.lowercased())
  }

  private static func plain(
    _ status: HTTPResponse.Status, _ text: String, type: String = "text/plain; charset=utf-8"
  ) -> Response {
    Response(
      status: status, headers: [.contentType: type, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
