import Foundation

/// What the server will refuse in an endpoint URL, as far as that is known without the network.
///
/// Contract, "Endpoint URL rules": `https` only, no user name or password, a host that resolves to a public address.
public enum EndpointRules {
  /// Contract: `url` takes 2048 characters at most.
  public static let maxURLLength = 2048

  public enum Violation: Hashable, Sendable {
    case empty
    case tooLong(Int)
    case notAURL
    case notHTTPS(scheme: String?)
    case hasUserInformation
    case noHost
    /// `localhost`, `.localhost` and `.local` names.
    case localName(String)
    /// A literal address that is private, loopback, link-local or otherwise reserved.
    case addressNotPublic(String)

    /// What is wrong and what is expected, in one short line.
    public var sentence: String {
      switch self {
      case .empty: "an https:// address is needed"
      case .tooLong(let count): "\(count) characters; \(EndpointRules.maxURLLength) at most"
      case .notAURL: "not a URL; expected https://host/path"
      case .notHTTPS(let scheme?): "\(scheme):// is refused; Fintoro delivers to https:// only"
      case .notHTTPS(nil): "must start with https://"
      case .hasUserInformation: "a user name or password in the URL is refused"
      case .noHost: "the host is missing; expected https://host/path"
      case .localName(let host): "\(host) is not a public name"
      case .addressNotPublic(let host): "\(host) is not a public address"
      }
    }
  }

  /// Every rule the URL breaks; empty when only the server's own look-up of the name is left to decide.
  public static func violations(of url: String) -> [Violation] {
    if url.isEmpty { return [.empty] }
    if url.unicodeScalars.count > maxURLLength { return [.tooLong(url.unicodeScalars.count)] }
    guard url.unicodeScalars.allSatisfy(isVisible), let parts = URLComponents(string: url) else { return [.notAURL] }
    let scheme = parts.scheme?.lowercased()
    let authority = EndpointAuthority(of: url, scheme: parts.scheme)
    var found: [Violation] = []
    // Without `//` what looks like a scheme is the host of `example.com:8443/path`.
    if scheme != "https" { found.append(.notHTTPS(scheme: authority == nil ? nil : scheme)) }
    if let authority {
      if authority.hasUserInformation { found.append(.hasUserInformation) }
      if !authority.hasUsablePort { found.append(.notAURL) }
      found += violations(of: EndpointHost(parts), shown: parts.host ?? "")
    } else if scheme == "https" {
      found.append(.noHost)
    }
    return found
  }

  /// The host as people read it; nil when the text has none.
  public static func host(of url: String) -> String? {
    guard let host = URLComponents(string: url)?.host, !host.isEmpty else { return nil }
    return host
  }

  private static func violations(of host: EndpointHost, shown: String) -> [Violation] {
    if host.isEmpty { return [.noHost] }
    if let address = host.address { return address.isPublic ? [] : [.addressNotPublic(shown)] }
    if host.endsInANumber { return [.addressNotPublic(shown)] }
    guard host.isName else { return [.notAURL] }
    return host.isLocalName ? [.localName(shown)] : []
  }

  /// What a person sees when they look at the URL: no blanks, no control or formatting characters, and no backslash,
  /// which some parsers take for a slash.
  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .spaceSeparator, .lineSeparator, .paragraphSeparator: false
    default: scalar != "\\"
    }
  }
}
