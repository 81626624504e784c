/// Which proxy an environment asks for. The environment comes in as a dictionary: nothing here reads the process's own.
public enum ProxySettings {
  /// The proxy for a base URL, nil where the connection is direct.
  ///
  /// `https_proxy` and `no_proxy`, else their upper-case forms; an empty variable counts as one that is not set.
  /// This machine itself is never reached through a proxy.
  public static func proxy(for baseURL: BaseURL, environment: [String: String]) throws(ProxyProblem) -> Proxy? {
    guard !baseURL.isLoopback else { return nil }
    guard let (name, text) = setting("https_proxy", in: environment) else { return nil }
    if let (_, exceptions) = setting("no_proxy", in: environment), isExcepted(baseURL, by: exceptions) { return nil }
    do {
      return try Proxy(text)
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
  /// (`example.org` and `.example.org` mean the same), with `:port` for one port only.
  static func isExcepted(_ baseURL: BaseURL, by exceptions: String) -> Bool {
    exceptions.lowercased().split { $0 == "," || $0.isWhitespace }.contains { entry in
      if entry == "*" { return true }
      var (host, port) = parts(of: entry)
      if let port, port != baseURL.port { return false }
      if host.hasPrefix("*.") { host.removeFirst() }
      if host.hasPrefix(".") { host.removeFirst() }
      return !host.isEmpty && (baseURL.host == host || baseURL.host.hasSuffix(".\(host)"))
    }
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
