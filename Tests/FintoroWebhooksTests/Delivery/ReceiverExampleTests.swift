import FintoroWebhooks
import Testing

@Suite("The example on the page of FintoroWebhooks")
struct ReceiverExampleTests {
  private static let secret = SigningSecret("whsec_test")
  private static let body = Array(#"{"id":"a","type":"invoices.paid"}"#.utf8)

  private func answer(_ changes: [String: String?] = [:], body: [UInt8] = body, now: Int = 1_800_000_000) -> Int {
    var headers: [String: String] = [
      "webhook-timestamp": "1800000000", "webhook-signature": WebhookSignature.of(Self.body, secret: Self.secret),
    ]
    for (name, value) in changes { headers[name] = value }
    return status(of: body, header: { headers[$0] }, secret: Self.secret, now: now)
  }

  @Test("It takes what is signed and recent")
  func takes() {
    #expect(answer() == 204)
    #expect(answer(now: 1_800_000_300) == 204)
    #expect(answer(now: 1_799_999_700) == 204)
  }

  @Test("It refuses what is changed, unsigned, old or from the future")
  func refuses() {
    #expect(answer(body: Array("{}".utf8)) == 401)
    #expect(answer(["webhook-signature": nil]) == 401)
    #expect(answer(["webhook-timestamp": "now"]) == 401)
    #expect(answer(now: 1_800_000_301) == 401)
    #expect(answer(now: 1_799_999_699) == 401)
  }
}
