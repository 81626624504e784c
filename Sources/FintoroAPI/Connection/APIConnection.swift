/// How one company's API is reached: address, token, time limit, proxy and certificates.
public struct APIConnection: Hashable, Sendable {
  public var baseURL: BaseURL
  public var token: AccessToken
  /// Time limit of a whole request, from the name lookup to the last byte of the response.
  public var timeout: Duration
  /// Contract: chooses the language of validation texts; `sk` and `cs` give Slovak, all others English.
  public var acceptLanguage: String?
  /// Not used for a base URL on this machine.
  public var proxy: Proxy?
  public var authorities: TrustedAuthorities

  public init(
    baseURL: BaseURL, token: AccessToken, timeout: Duration = .seconds(30), acceptLanguage: String? = "en",
    proxy: Proxy? = nil, authorities: TrustedAuthorities = TrustedAuthorities()
  ) {
    self.baseURL = baseURL
    self.token = token
    self.timeout = timeout
    self.acceptLanguage = acceptLanguage
    self.proxy = proxy
    self.authorities = authorities
  }

  /// Nil where the connection is direct.
  var usedProxy: Proxy? { baseURL.isLoopback ? nil : proxy }
}

/// The bearer token of one company. Prints as dots; its text comes out through `reveal()` only.
public struct AccessToken: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
  private let text: String

  /// Nil where the text cannot be a token: empty, or with anything but visible ASCII characters in it.
  ///
  /// The caller trims white space: only it knows whether it read a line.
  public init?(_ text: String) {
    guard !text.isEmpty, text.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) }) else { return nil }
    self.text = text
  }

  /// The token itself. Call it where it is sent or stored, nowhere else.
  public func reveal() -> String { text }

  public var description: String { "••••••••" }
  public var debugDescription: String { description }
  /// No children: `dump` and test failures print dots as well.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
