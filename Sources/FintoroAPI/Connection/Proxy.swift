import FintoroWebhooks
import Foundation

/// An HTTP proxy through which `https` goes (CONNECT): it sees the API's host, never the token.
public struct Proxy: Hashable, Sendable, CustomStringConvertible {
  public var host: String
  public var port: Int
  public var credentials: Credentials?
  /// The variable that names it, for sentences.
  public var setting: String?

  public init(host: String, port: Int, credentials: Credentials? = nil, setting: String? = nil) {
    self.setting = setting
    self.host = host
    self.port = port
    self.credentials = credentials
  }

  /// Without the credentials.
  public var description: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }

  /// The address and the variable that has it: `proxy.test:3128 (HTTPS_PROXY)`.
  var name: String { setting.map { "\(self) (\($0))" } ?? description }

  /// The user name and password for the proxy itself. Prints as dots.
  public struct Credentials: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    public let user: String
    private let password: String

    public init(user: String, password: String) {
      self.user = user
      self.password = password
    }

    public func revealPassword() -> String { password }

    /// The value of `Proxy-Authorization`.
    var basicHeader: String { "Basic " + Data("\(user):\(password)".utf8).base64EncodedString() }

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
      throw ProxyProblem("names a \(parts.scheme ?? "") proxy, which is not supported; expected http://host:port")
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

/// Which proxy an environment asks for. The environment comes in as a dictionary: nothing here reads the process's own.
public enum ProxySettings {
  /// The proxy for a base URL, nil where the connection is direct.
  ///
  /// `https_proxy`, else `all_proxy`; `no_proxy` names the exceptions. Each may be written in upper case, and an empty
  /// variable counts as one that is not set.
  /// This machine itself is never reached through a proxy.
  public static func proxy(for baseURL: BaseURL, environment: [String: String]) throws(ProxyProblem) -> Proxy? {
    guard !baseURL.isLoopback else { return nil }
    guard let (name, text) = setting("https_proxy", in: environment) ?? setting("all_proxy", in: environment)
    else { return nil }
    if let (_, exceptions) = setting("no_proxy", in: environment), isExcepted(baseURL, by: exceptions) { return nil }
    do {
      var proxy = try Proxy(text)
      proxy.setting = name
      return proxy
    } catch {
      throw ProxyProblem("\(name) \(error.sentence)")
    }
  }

  private static func setting(_ name: String, in environment: [String: String]) -> (name: String, text: String)? {
    for name in [name, name.uppercased()] {
      if let text = environment[name], !text.isEmpty { return (name, text) }
    }
    return nil
  }

  /// Entries are separated by commas or spaces: `*`, or a host that stands for itself and everything below it
  /// (`example.org`, `.example.org` and `example.org.` mean the same), with `:port` for one port only; an IP address,
  /// or a network of them as `10.0.0.0/8`.
  static func isExcepted(_ baseURL: BaseURL, by exceptions: String) -> Bool {
    exceptions.lowercased().split { $0 == "," || $0.isWhitespace }.contains { entry in
      if entry == "*" { return true }
      if entry.contains("/") { return isIn(network: entry, baseURL.host) }
      var (host, port) = parts(of: entry)
      if let port, port != baseURL.port { return false }
      if host.hasPrefix("*.") { host.removeFirst() }
      if host.hasPrefix(".") { host.removeFirst() }
      host = withoutFinalDot(host)
      let asked = withoutFinalDot(baseURL.host[...])
      if let address = InternetAddress(literal: String(asked)) {
        return address == InternetAddress(literal: String(host))
      }
      return !host.isEmpty && (asked == host || asked.hasSuffix(".\(host)"))
    }
  }

  /// A final dot says that the name is whole.
  private static func withoutFinalDot(_ host: Substring) -> Substring { host.hasSuffix(".") ? host.dropLast() : host }

  private static func isIn(network: Substring, _ host: String) -> Bool {
    let parts = network.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let prefix = Int(parts[1]), let network = InternetAddress(literal: String(parts[0])),
      let address = InternetAddress(literal: host)
    else { return false }
    return address.isIn(network: network, prefix: prefix)
  }

  private static func parts(of entry: Substring) -> (host: Substring, port: Int?) {
    if entry.hasPrefix("["), let end = entry.firstIndex(of: "]") {
      let rest = entry[entry.index(after: end)...]
      return (entry[entry.index(after: entry.startIndex)..<end], Int(rest.dropFirst()))
    }
    let colons = entry.filter { $0 == ":" }.count
    guard colons == 1, let colon = entry.firstIndex(of: ":"), let port = Int(entry[entry.index(after: colon)...])
    else { return (entry, nil) }
    return (entry[..<colon], port)
  }
}
