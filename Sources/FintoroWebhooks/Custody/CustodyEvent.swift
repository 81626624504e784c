public import struct Foundation.Date

/// One line of the ledger of custody: what was done with a subscription's secret from this machine. Nothing secret.
public struct CustodyEvent: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The secret is in a file, written and synced.
    case kept(KeptSecret.Origin, SecretInFile)
    /// A rotate is about to be sent; until one of the next three follows, its outcome is not known.
    case rotationSent(OpenRotation)
    /// The server refused the rotate for certain: the secret before it is still good.
    case rotationRefused
    /// The rotate's answer was lost: the secret before it may be dead, the new one is unknown.
    case rotationLost
    case deleted
  }

  public var subscription: SubscriptionReference
  /// By the server's clock where its answer told it, else by this machine's.
  public var at: Date
  public var kind: Kind

  public init(_ subscription: SubscriptionReference, at date: Date, _ kind: Kind) {
    self.subscription = subscription
    at = date
    self.kind = kind
  }
}

/// A subscription as the ledger knows it: ids are only unique at one address.
public struct SubscriptionReference: Hashable, Sendable {
  public var baseURL: String
  public var id: Int

  public init(baseURL: String, id: Int) {
    self.baseURL = baseURL
    self.id = id
  }
}

/// A file with a secret in it, as it was when it was written.
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

/// A rotate that was sent: where its secret was to go, and the mark of the placeholder there.
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
