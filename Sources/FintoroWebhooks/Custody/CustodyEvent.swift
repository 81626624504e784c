public import struct Foundation.Date

/// One line of the custody ledger: what this machine did with a subscription's secret. Nothing in it is secret.
public struct CustodyEvent: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The secret is in a file, written and synced.
    case kept(KeptSecret.Origin, SecretInFile)
    /// A rotate is about to be sent. Its outcome is unknown until `kept`, `rotationRefused` or `rotationLost` follows.
    case rotationSent(OpenRotation)
    /// The server refused the rotate for certain: the old secret is still valid.
    case rotationRefused
    /// The rotate's answer was lost: the old secret may be no longer valid, the new one is unknown.
    case rotationLost
    case deleted
  }

  public var subscription: SubscriptionReference
  /// By the server's clock if an answer told it, else by this machine's.
  public var at: Date
  public var kind: Kind

  public init(_ subscription: SubscriptionReference, at date: Date, _ kind: Kind) {
    self.subscription = subscription
    at = date
    self.kind = kind
  }
}

/// A subscription in the ledger: ids are unique only within one base URL.
public struct SubscriptionReference: Hashable, Sendable {
  public var baseURL: String
  public var id: Int

  public init(baseURL: String, id: Int) {
    self.baseURL = baseURL
    self.id = id
  }
}

/// A file with a secret, as it was when it was written.
public struct SecretInFile: Hashable, Sendable {
  /// Absolute.
  public var path: String
  public var format: SecretFormat
  public var fingerprint: SecretFingerprint

  public init(path: String, format: SecretFormat, fingerprint: SecretFingerprint) {
    self.path = path
    self.format = format
    self.fingerprint = fingerprint
  }
}

/// A rotate that was sent: the file for its secret, and the mark of the placeholder in it.
public struct OpenRotation: Hashable, Sendable {
  /// Absolute.
  public var path: String
  public var format: SecretFormat
  public var key: IdempotencyKey

  public init(path: String, format: SecretFormat, key: IdempotencyKey) {
    self.path = path
    self.format = format
    self.key = key
  }
}
