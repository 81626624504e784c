import HTTPTypes
import Hummingbird

/// The outermost layer: only requests to a loopback name are answered.
///
/// A web page can make a name of its own point to this machine (DNS rebinding). Its requests then look like requests to
/// the page's own server, and the page may read our answers. Only the name in `Host` tells them apart.
struct HostMiddleware: SandboxMiddleware {
  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    guard Self.isLocal(request.head.authority) else { return Self.refusal }
    return try await next(request, context)
  }

  /// - Parameter authority: a host with an optional port. A request without one comes from no browser.
  static func isLocal(_ authority: String?) -> Bool {
    guard let authority else { return true }
    let port = authority.lastIndex(of: ":").map { authority[$0...] } ?? ""
    let host = authority.hasSuffix("]") ? authority : String(authority.dropLast(port.count))
    return ["127.0.0.1", "localhost", "localhost.", "[::1]"].contains(host.lowercased())
  }

  /// 421 and not 403, which clients take for the refusal of their token.
  private static let refusal = ControlProblem(
    status: 421,
    sentence: "The sandbox answers at 127.0.0.1 and localhost only: a web page could reach it by a name of its own."
  ).response
}

extension Request {
  /// Whether a web page of another site makes a browser send it. The sandbox has no pages, so nearly every page is one.
  var isFromForeignPage: Bool {
    if let site = headers[.secFetchSite], !["none", "same-origin"].contains(site) { return true }
    guard let origin = headers[.origin] else { return false }
    return origin != "http://" + (head.authority ?? "")
  }
}
