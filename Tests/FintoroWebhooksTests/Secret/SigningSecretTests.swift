import FintoroWebhooks
import Testing

@Suite("Signing secret")
struct SigningSecretTests {
  private static let text = "whsec_fintoro_8b5d7c9f4f6549f7a3e8c4fd5f55ab91"
  private let secret = SigningSecret(text)

  @Test("The secret comes out by reveal, exactly as it was given", arguments: [text, "", " a\nb ", "e\u{301}", "•"])
  func reveal(_ text: String) {
    #expect(Array(SigningSecret(text).reveal().utf8) == Array(text.utf8))
  }

  @Test("Nothing that prints a value prints the secret or its length")
  func neverPrinted() {
    for printed in printings(of: secret) + printings(of: [secret]) + printings(of: ["key": secret])
      + printings(of: Optional(secret)) + printings(of: issued) + printings(of: (secret, 1))
    {
      #expect(!printed.contains("whsec"))
      #expect(!printed.contains("8b5d"))
      #expect(printed.contains("••••••••"))
    }
    #expect(SigningSecret("a").description == secret.description)
    #expect(SigningSecret("").debugDescription == secret.debugDescription)
  }

  @Test("A mirror shows no part of the secret")
  func mirror() {
    let mirror = Mirror(reflecting: secret)
    #expect(mirror.children.isEmpty)
    #expect(mirror.superclassMirror == nil)
    #expect(Mirror(reflecting: issued).descendant("secret", "text") == nil)
    #expect(Mirror(reflecting: issued).descendant("secret", 0) == nil)
  }

  @Test("Secrets are equal when their texts are")
  func equality() {
    #expect(secret == SigningSecret(Self.text))
    #expect(secret != SigningSecret(Self.text + "0"))
  }

  private var issued: IssuedSecret { IssuedSecret(subscription: .fixture(), secret: secret) }

  /// Every way of the standard library to turn a value into text.
  private func printings<Value>(of value: Value) -> [String] {
    var dumped = ""
    dump(value, to: &dumped)
    var printed = ""
    print(value, to: &printed)
    var debugPrinted = ""
    debugPrint(value, to: &debugPrinted)
    return [
      "\(value)", String(describing: value), String(reflecting: value), dumped, printed, debugPrinted,
      "\(value as Any)",
    ]
  }
}
