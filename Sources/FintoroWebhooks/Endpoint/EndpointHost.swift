import Foundation

/// The host of an endpoint URL in the one form that a resolver would see: lower case, IDNA, no full stop at the end.
package struct EndpointHost {
  /// A name, or a literal address; IPv6 in its brackets.
  package let text: String

  /// Nil for a text that no URL can be read from.
  package init?(ofURL url: String) {
    guard let parts = URLComponents(string: url) else { return nil }
    self.init(parts)
  }

  init(_ parts: URLComponents) {
    let encoded = parts.encodedHost ?? ""
    let decoded = encoded.removingPercentEncoding ?? encoded
    // Compatibility forms (full-width letters and digits) are what IDNA would make of them.
    let mapped = decoded.precomposedStringWithCompatibilityMapping.lowercased()
      .replacingOccurrences(of: "\u{3002}", with: ".")
    text = mapped.hasSuffix(".") ? String(mapped.dropLast()) : mapped
  }

  /// Nothing is left but full stops.
  package var isEmpty: Bool { text.allSatisfy { $0 == "." } }

  private var labels: [Substring] { text.split(separator: ".", omittingEmptySubsequences: false) }

  /// A literal address; nil for a name, and for digits that are no address.
  package var address: InternetAddress? { InternetAddress(literal: text) }

  /// Whether a resolver would take it for an IPv4 address, right or wrong: no name ends in a number.
  var endsInANumber: Bool {
    guard let last = labels.last, !last.isEmpty else { return false }
    if last.hasPrefix("0x") { return last.dropFirst(2).allSatisfy(\.isHexDigit) }
    return last.allSatisfy { ("0"..."9").contains($0) }
  }

  /// Whether it can be asked for in DNS: labels of 1 to 63 letters, digits, hyphens or underscores, 253 in all.
  package var isName: Bool {
    text.utf8.count <= 253
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count)
          && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      }
  }

  /// Names that mean this machine or this network wherever they are asked for.
  package var isLocalName: Bool {
    ["localhost", "local", "localdomain"].contains(labels.last ?? "")
      || ["ip6-localhost", "ip6-loopback"].contains(text)
  }
}

/// What stands between `//` and the path of a URL, as it was typed.
///
/// A URL parser corrects what people type; here the server's reading matters.
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
