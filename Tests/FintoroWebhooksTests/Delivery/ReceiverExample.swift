import FintoroWebhooks

/// The status to answer a delivery with.
/// - Parameters:
///   - header: the value of a header of the request, by its name.
///   - now: Unix seconds.
func status(of body: [UInt8], header: (String) -> String?, secret: SigningSecret, now: Int) -> Int {
  guard let sent = header("webhook-timestamp").flatMap(Int.init), abs(now - sent) <= 300,
    let signature = header("webhook-signature"),
    WebhookSignature.isValid(signature, for: body, secret: secret)
  else { return 401 }
  return 204  // once the event is stored
}
