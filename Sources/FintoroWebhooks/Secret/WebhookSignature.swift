import Crypto

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
