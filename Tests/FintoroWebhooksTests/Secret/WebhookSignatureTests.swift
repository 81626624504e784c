import FintoroWebhooks
import Testing

@Suite("Webhook signature")
struct WebhookSignatureTests {
  /// The cases of RFC 4231 whose keys are text; the others have keys that no secret can be.
  private static let vectors: [(key: String, body: [UInt8], signature: String)] = [
    (
      String(repeating: "\u{0B}", count: 20), Array("Hi There".utf8),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      "Jefe", Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      String(String.UnicodeScalarView((1...25).map { Unicode.Scalar($0) })), Array(repeating: 0xCD, count: 50),
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    ),
  ]

  @Test("Signatures agree with the vectors of RFC 4231", arguments: vectors.indices)
  func rfc4231(_ index: Int) {
    let vector = Self.vectors[index]
    #expect(WebhookSignature.of(vector.body, secret: SigningSecret(vector.key)) == vector.signature)
  }

  @Test("Known signatures: a secret of the usual form, a secret longer than a block, no body, no secret")
  func known() {
    let body = Array(#"{"id":"1","type":"invoices.paid"}"#.utf8)
    let usual = SigningSecret("whsec_fintoro_8b5d7c9f4f6549f7a3e8c4fd5f55ab91")
    #expect(
      WebhookSignature.of(body, secret: usual) == "1f21f6cc1cbcf33ee8ef4e5cd7bdb6583bfe33c6c8027b83ca12acc91053752b")
    let long = SigningSecret(String(repeating: "key", count: 50))
    #expect(
      WebhookSignature.of(body, secret: long) == "1388d9df624d965342063752707f402a2103a71ab0a055b5bc61d3245ebde08f")
    #expect(
      WebhookSignature.of([], secret: usual) == "1b2259a1d159d55457b071de6ee9dad6590db9f087d78dcc997c2719a2122c38")
    #expect(
      WebhookSignature.of(body, secret: SigningSecret(""))
        == "85807ae4890661b7a39db33ee5ce85d8d3f693151117b992399b601403166d02")
  }

  @Test("The body is signed byte by byte: bytes that are no text, and a blank more or less, matter")
  func rawBody() {
    let secret = SigningSecret("s")
    let signature = WebhookSignature.of([0xFF, 0xFE, 0x00], secret: secret)
    #expect(WebhookSignature.isValid(signature, for: [0xFF, 0xFE, 0x00], secret: secret))
    #expect(!WebhookSignature.isValid(signature, for: [0xFF, 0xFE], secret: secret))
    #expect(!WebhookSignature.isValid(signature, for: [0xFF, 0xFE, 0x00, 0x20], secret: secret))
  }

  @Test("Only the exact signature is valid: no prefix, no capitals, no blanks, nothing missing")
  func validity() {
    let secret = SigningSecret("s")
    let body = Array("{}".utf8)
    let right = WebhookSignature.of(body, secret: secret)
    #expect(right.count == 64)
    #expect(right.allSatisfy("0123456789abcdef".contains))
    #expect(WebhookSignature.isValid(right, for: body, secret: secret))
    let wrong = [
      "", "v1,\(right)", "sha256=\(right)", right.uppercased(), " \(right)", String(right.dropLast()), right + "0",
      String(right.reversed()), String(repeating: "0", count: 64),
    ]
    for signature in wrong { #expect(!WebhookSignature.isValid(signature, for: body, secret: secret)) }
    #expect(!WebhookSignature.isValid(right, for: body, secret: SigningSecret("S")))
  }

  @Test("One wrong digit anywhere makes a signature invalid")
  func everyDigit() {
    let secret = SigningSecret("s")
    let right = Array(WebhookSignature.of([1, 2, 3], secret: secret))
    for index in right.indices {
      var wrong = right
      wrong[index] = wrong[index] == "0" ? "1" : "0"
      #expect(!WebhookSignature.isValid(String(wrong), for: [1, 2, 3], secret: secret))
    }
  }
}
