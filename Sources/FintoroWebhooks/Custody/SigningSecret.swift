import Crypto

/// A subscription's signing secret. It prints as dots; only `reveal()` returns its text.
public struct SigningSecret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let text: String

  public init(_ text: String) {
    self.text = text
  }

  /// The secret as the server gave it. Call it where it is written, shown or used to sign, nowhere else.
  public func reveal() -> String { text }

  public var description: String { "••••••••" }
  public var debugDescription: String { description }
  /// Without children, so that `dump` and test failures print dots as well.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The answer to create and rotate: the subscription with its secret, which the server shows only once.
public struct IssuedSecret: Hashable, Sendable {
  public var subscription: Subscription
  public var secret: SigningSecret
  /// Whether the server repeated an earlier answer (`Idempotency-Status: Repeated`). Nil without the header.
  public var isRepeated: Bool?

  public init(subscription: Subscription, secret: SigningSecret, isRepeated: Bool? = nil) {
    self.subscription = subscription
    self.secret = secret
    self.isRepeated = isRepeated
  }
}

/// The signature of a delivery: lower-case hex HMAC-SHA256 of the raw body alone, with the secret as given.
///
/// Contract: the headers look like Standard Webhooks, the scheme is not; id and timestamp are not signed.
public enum WebhookSignature {
  /// - Returns: 64 lower-case hexadecimal digits.
  public static func of(_ body: some Sequence<UInt8>, secret: SigningSecret) -> String {
    let key = SymmetricKey(data: Array(secret.reveal().utf8))
    return hexadecimal(HMAC<SHA256>.authenticationCode(for: Array(body), using: key))
  }

  /// Compares in constant time.
  public static func isValid(_ signature: String, for body: some Sequence<UInt8>, secret: SigningSecret) -> Bool {
    let expected = Array(of(body, secret: secret).utf8)
    let given = Array(signature.utf8)
    guard expected.count == given.count else { return false }
    return zip(expected, given).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// Tells secrets apart without revealing any: the first 8 hexadecimal digits of a secret's SHA-256.
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
