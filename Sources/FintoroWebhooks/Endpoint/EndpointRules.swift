import Foundation

/// What the server will refuse in an endpoint URL, as far as it can be told without the network.
///
/// Contract, "Endpoint URL rules": `https` only, no user name or password, a host that resolves to a public address.
public enum EndpointRules {
  /// Contract: `url` takes 2048 characters at most.
  public static let longestURL = 2048

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
      case .tooLong(let count): "\(count) characters; \(EndpointRules.longestURL) at most"
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
    if url.unicodeScalars.count > longestURL { return [.tooLong(url.unicodeScalars.count)] }
    let isPlain = url.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && $0 != "\\" }
    guard isPlain, let parts = URLComponents(string: url, encodingInvalidCharacters: false) else {
      return [.notAURL]
    }
    var found: [Violation] = []
    if parts.scheme?.lowercased() != "https" { found.append(.notHTTPS(scheme: parts.scheme?.lowercased())) }
    if parts.user != nil || parts.password != nil { found.append(.hasUserInformation) }
    if parts.scheme != nil || url.contains("//") {
      found += hostViolations(parts.host ?? "")
    }
    return found
  }

  /// The host as people read it; nil when the text has none.
  public static func host(of url: String) -> String? {
    guard let host = URLComponents(string: url, encodingInvalidCharacters: false)?.host, !host.isEmpty else {
      return nil
    }
    return host
  }

  private static func hostViolations(_ host: String) -> [Violation] {
    var name = host.lowercased()
    while name.hasSuffix(".") { name.removeLast() }
    guard !name.isEmpty else { return [.noHost] }
    if let address = InternetAddress(literal: name) {
      return address.isPublic ? [] : [.addressNotPublic(host)]
    }
    let last = name.split(separator: ".").last ?? ""
    return ["localhost", "local"].contains(last) ? [.localName(host)] : []
  }
}
