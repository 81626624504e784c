import Crypto

/// Tells secrets apart without giving any away: the first 8 hexadecimal digits of its SHA-256.
public struct SecretFingerprint: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public init(of secret: SigningSecret) {
    let digest = SHA256.hash(data: Array(secret.reveal().utf8))
    rawValue = digest.prefix(4).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  public var description: String { rawValue }
}
