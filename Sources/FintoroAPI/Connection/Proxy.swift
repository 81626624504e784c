import Foundation

/// An HTTP proxy through which `https` goes (CONNECT): it sees the API's host, never the token.
public struct Proxy: Hashable, Sendable, CustomStringConvertible {
  public var host: String
  public var port: Int
  public var credentials: Credentials?

  public init(host: String, port: Int, credentials: Credentials? = nil) {
    self.host = host
    self.port = port
    self.credentials = credentials
  }

  /// Without the credentials.
  public var description: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }

  /// What the proxy itself asks for. Prints as dots.
  public struct Credentials: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    public let user: String
    private let password: String

    public init(user: String, password: String) {
      self.user = user
      self.password = password
    }

    public func revealPassword() -> String { password }

    public var description: String { "••••••••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
  }

  /// Reads `http://[user:password@]host[:port]`; the scheme may be left out, the port is 80 where none is named.
  public init(_ text: String) throws(ProxyProblem) {
    let whole = text.contains("://") ? text : "http://\(text)"
    guard let parts = URLComponents(string: whole, encodingInvalidCharacters: false) else {
      throw ProxyProblem("is not a proxy address; expected http://host:port")
    }
    guard parts.scheme?.lowercased() == "http" else {
      throw ProxyProblem("names a \(parts.scheme ?? "") proxy; only http://host:port is supported")
    }
    var host = parts.host ?? ""
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    guard !host.isEmpty, parts.query == nil, parts.fragment == nil, ["", "/"].contains(parts.path) else {
      throw ProxyProblem("is not a proxy address; expected http://host:port")
    }
    guard parts.port.map({ (1...65_535).contains($0) }) ?? true else {
      throw ProxyProblem("has a port that is not between 1 and 65535")
    }
    let credentials = parts.user.map { Credentials(user: $0, password: parts.password ?? "") }
    self.init(host: host.lowercased(), port: parts.port ?? 80, credentials: credentials)
  }
}

/// Why a proxy setting cannot be used. It does not repeat the setting's text, which may hold a password.
public struct ProxyProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong and what was expected, without a full stop; `ProxySettings` puts the variable's name before it.
  public let sentence: String

  init(_ sentence: String) {
    self.sentence = sentence
  }

  public var description: String { sentence }
}
