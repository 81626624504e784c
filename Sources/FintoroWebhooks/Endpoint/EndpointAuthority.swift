import Foundation

/// What stands between `//` and the path of a URL, as it was typed.
///
/// A URL parser mends what people type; here it matters what the server will read.
struct EndpointAuthority {
  let text: Substring

  /// Nil for a text without `//` in its place.
  init?(of url: String, scheme: String?) {
    let rest = scheme.map { url.dropFirst($0.count + 1) } ?? url[...]
    guard rest.hasPrefix("//") else { return nil }
    text = rest.dropFirst(2).prefix { !"/?#".contains($0) }
  }

  var hasUserInformation: Bool { text.contains("@") }

  /// Whether there is no port, or one from 1 to 65535.
  var hasUsablePort: Bool {
    let afterUser = text.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    let afterBracket = afterUser.lastIndex(of: "]").map { afterUser[$0...] } ?? afterUser
    guard let colon = afterBracket.lastIndex(of: ":") else { return true }
    let port = afterBracket[afterBracket.index(after: colon)...]
    return port.isEmpty || Int(port).map { (1...65_535).contains($0) } == true
  }
}
