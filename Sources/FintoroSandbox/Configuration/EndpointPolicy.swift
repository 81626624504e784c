public import FintoroWebhooks

/// Which endpoint URLs this server takes: the contract's rules, with a table of names in place of DNS.
///
/// Contract: checked on create, on update, and again before each delivery.
public struct EndpointPolicy: Hashable, Sendable {
  /// Whether receivers on this machine are admitted, by plain `http://` too. The contract admits none.
  public var allowsLoopback: Bool
  private var addresses: [String: InternetAddress] = [:]

  /// Every name counts as public.
  public init(allowsLoopback: Bool = false) {
    self.allowsLoopback = allowsLoopback
  }

  /// Makes a name resolve to an address, in place of an earlier one.
  public mutating func resolve(_ name: String, to address: String) throws(ResolveTextError) {
    guard !name.contains(where: { "/:@?#".contains($0) }), let host = EndpointHost(ofURL: "https://\(name)/"),
      host.isName, host.address == nil
    else {
      throw ResolveTextError(text: "\(name)=\(address)", problem: "\"\(name)\" is not a host name")
    }
    guard let literal = InternetAddress(literal: address) else {
      throw ResolveTextError(
        text: "\(name)=\(address)", problem: "\"\(address)\" is not an address such as 203.0.113.7 or ::1")
    }
    addresses[host.text] = literal
  }

  /// Reads `NAME=ADDRESS`.
  public mutating func resolve(_ text: String) throws(ResolveTextError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { throw ResolveTextError(text: text, problem: "there is no = in it") }
    try resolve(parts[0], to: parts[1])
  }

  /// Every rule that the URL breaks on this server.
  public func violations(of url: String) -> [EndpointRules.Violation] {
    let found = EndpointRules.violations(of: url)
    guard let host = EndpointHost(ofURL: url), let address = address(of: host) else { return found }
    if allowsLoopback, address.isLoopback { return found.filter { !Self.isForgivenOnLoopback($0) } }
    let isReported = host.address != nil || host.isLocalName
    return address.isPublic || isReported ? found : found + [.addressNotPublic(host.text)]
  }

  /// The address that a delivery to the URL connects to, literal and without brackets. Nil where the table has none for
  /// the name, because the sandbox asks no DNS.
  public func address(ofURL url: String) -> String? {
    EndpointHost(ofURL: url).flatMap(address)?.text
  }

  private func address(of host: EndpointHost) -> InternetAddress? {
    host.address ?? addresses[host.text] ?? (host.text == "localhost" ? InternetAddress(literal: "127.0.0.1") : nil)
  }

  private static func isForgivenOnLoopback(_ violation: EndpointRules.Violation) -> Bool {
    switch violation {
    case .notHTTPS(scheme: "http"), .localName, .addressNotPublic: true
    default: false
    }
  }
}

/// A `NAME=ADDRESS` that could not be read.
public struct ResolveTextError: Error, Hashable, Sendable, CustomStringConvertible {
  public let text: String
  /// What is wrong, as a clause.
  public let problem: String

  public var description: String {
    "The address of a name \"\(text)\" cannot be read: \(problem). "
      + "Expected NAME=ADDRESS, such as hooks.example.com=10.0.0.7."
  }
}
