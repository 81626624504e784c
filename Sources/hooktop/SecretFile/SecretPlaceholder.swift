import FintoroWebhooks

/// What stands in a secret's file until the secret comes: room for it on the disk, and whose it is.
enum SecretPlaceholder {
  /// Bytes that the disk has set aside for a secret.
  static let room = 4_096

  /// The words come first for people; the mark comes last, so that a secret half written leaves it in place.
  static func bytes(for key: IdempotencyKey) -> [UInt8] {
    let words = """
      hooktop keeps this file for the signing secret of a subscription that is being created.
      Do not remove it: start hooktop, and the create is finished.

      """
    let mark = mark(key)
    let blanks = room - words.utf8.count - mark.utf8.count
    return Array((words + String(repeating: " ", count: max(0, blanks)) + mark).utf8)
  }

  /// Whether the bytes are the placeholder of a key, be its beginning overwritten or not.
  static func isMarked(_ bytes: [UInt8], for key: IdempotencyKey) -> Bool {
    bytes.count == room && bytes.suffix(mark(key).utf8.count).elementsEqual(mark(key).utf8)
  }

  private static func mark(_ key: IdempotencyKey) -> String {
    "\nhooktop idempotency key: \(key.rawValue)\n"
  }
}

extension SecretFormat {
  /// Exactly what the file holds at the end.
  func bytes(of secret: SigningSecret) -> [UInt8] {
    switch self {
    case .raw: Array(secret.reveal().utf8)
    case .env: Array("FINTORO_WEBHOOK_SECRET=\(secret.reveal())\n".utf8)
    }
  }
}
