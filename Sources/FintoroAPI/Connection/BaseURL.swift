import Foundation

/// Where the API is: `https`, or `http` to this machine only, without user information, query or fragment.
///
/// Texts that mean the same address give equal values: scheme and host become lower case, the scheme's default port
/// and trailing slashes are left out.
public struct BaseURL: Hashable, Sendable, CustomStringConvertible {
  /// The whole address without a trailing slash; a path of the API is appended to it as it is.
  public let text: String
  /// The host without the brackets of an IPv6 address.
  public let host: String
  /// The port to connect to; the scheme's default where the text has none.
  public let port: Int
  public let isHTTPS: Bool

  /// Contract: production and sandbox companies share it, the token tells them apart.
  public static let production = BaseURL(isHTTPS: true, host: "app.fintoro.sk", port: 443, path: "/api/public/v1")

  /// Reads an address; the problem says what is wrong with it and what was expected.
  public init(_ text: String) throws(BaseURLProblem) {
    guard !text.isEmpty else { throw BaseURLProblem("the base URL is empty; expected https://host/path") }
    let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F && $0 != "\\" }
    guard isPlain, let parts = URLComponents(string: text, encodingInvalidCharacters: false) else {
      throw BaseURLProblem("the base URL is not a URL; expected https://host/path")
    }
    guard let scheme = parts.scheme?.lowercased(), ["https", "http"].contains(scheme) else {
      throw BaseURLProblem("the base URL must start with https://")
    }
    // The text is not repeated here: it may hold a password.
    if parts.user != nil || parts.password != nil {
      throw BaseURLProblem("the base URL holds a user name or password; the token is all that is sent")
    }
    guard parts.query == nil, parts.fragment == nil else {
      throw BaseURLProblem("the base URL ends with a query or fragment; expected https://host/path")
    }
    let host = Self.withoutBrackets(parts.host ?? "").lowercased()
    guard !host.isEmpty, !host.contains("%") else {
      throw BaseURLProblem("the base URL has no host; expected https://host/path")
    }
    guard parts.port.map({ (1...65_535).contains($0) }) ?? true else {
      throw BaseURLProblem("the base URL's port is not between 1 and 65535")
    }
    let isHTTPS = scheme == "https"
    guard isHTTPS || Self.isLoopback(host) else {
      throw BaseURLProblem(
        "the base URL starts with http:// and would send the token in the clear to \(host); use https:// (http only to "
          + "127.0.0.1)")
    }
    self.init(isHTTPS: isHTTPS, host: host, port: parts.port ?? (isHTTPS ? 443 : 80), path: parts.percentEncodedPath)
  }

  private init(isHTTPS: Bool, host: String, port: Int, path: String) {
    var path = path[...]
    while path.hasSuffix("/") { path.removeLast() }
    let written = host.contains(":") ? "[\(host)]" : host
    let portText = port == (isHTTPS ? 443 : 80) ? "" : ":\(port)"
    self.text = "\(isHTTPS ? "https" : "http")://\(written)\(portText)\(path)"
    self.host = host
    self.port = port
    self.isHTTPS = isHTTPS
  }

  public var description: String { text }

  /// Whether the host is this machine itself: 127.0.0.0/8, ::1 or `localhost`.
  public var isLoopback: Bool { Self.isLoopback(host) }

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    // Four plain decimal numbers only: shorthands such as 127.1 are read differently by different resolvers.
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127"
      && numbers.allSatisfy { $0.allSatisfy { ("0"..."9").contains($0) } && UInt8($0) != nil }
  }

  private static func withoutBrackets(_ host: String) -> String {
    host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
  }
}

/// Why a text is not a base URL that the client would use.
public struct BaseURLProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong and what was expected, without a full stop.
  public let sentence: String

  init(_ sentence: String) {
    self.sentence = sentence
  }

  public var description: String { sentence }
}
