import FintoroWebhooks
import Foundation

/// Where an attempt connects to. There is one only for receivers on this machine: a sandbox is offline.
struct Destination: Hashable, Sendable {
  /// The endpoint URL with the address in place of the name, so that nobody ever asks DNS.
  let url: String
  /// The `Host` header: the URL's own host and port.
  let host: String

  /// Why there is none, as a clause for the log.
  struct Refusal: Error, Hashable {
    let problem: String
  }

  /// Contract: the URL is checked again before each delivery.
  init(_ url: String, _ policy: EndpointPolicy) throws(Refusal) {
    let broken = policy.violations(of: url)
    guard broken.isEmpty else {
      let rules = broken.map(\.sentence).joined(separator: "; ")
      throw Refusal(problem: "not sent: the URL does not pass the rules (\(rules))")
    }
    guard let address = policy.address(ofURL: url), InternetAddress(literal: address)?.isLoopback == true,
      var parts = URLComponents(string: url), let name = parts.encodedHost
    else {
      throw Refusal(problem: "not sent: the sandbox is offline and reaches receivers on this machine only")
    }
    host = name + (parts.port.map { ":\($0)" } ?? "")
    parts.encodedHost = address.contains(":") ? "[\(address)]" : address
    parts.fragment = nil
    guard let connecting = parts.string else { throw Refusal(problem: "not sent: the URL cannot be read") }
    self.url = connecting
  }
}
