/// Everything that is needed to ask one company's API: where, as whom, and how long to wait.
public struct APIConnection: Hashable, Sendable {
  public var baseURL: BaseURL
  public var token: AccessToken
  /// For a whole request, from looking up the name to the answer's last byte.
  public var timeout: Duration
  /// Contract: chooses the language of validation texts; `sk` and `cs` give Slovak, all others English.
  public var acceptLanguage: String?
  /// Not used for a base URL on this machine.
  public var proxy: Proxy?
  /// A PEM file of certificate authorities that are trusted beside the system's own.
  public var extraCACertificatePath: String?

  public init(
    baseURL: BaseURL, token: AccessToken, timeout: Duration = .seconds(30), acceptLanguage: String? = "en",
    proxy: Proxy? = nil, extraCACertificatePath: String? = nil
  ) {
    self.baseURL = baseURL
    self.token = token
    self.timeout = timeout
    self.acceptLanguage = acceptLanguage
    self.proxy = proxy
    self.extraCACertificatePath = extraCACertificatePath
  }
}
