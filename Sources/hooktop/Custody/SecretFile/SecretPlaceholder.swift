import FintoroWebhooks

/// What stands in a secret's file until the secret comes: room for it on the disk, and whose it is.
enum SecretPlaceholder {
  /// Bytes that the disk has set aside for a secret.
  static let room = 4_096

  private static let words = """
    hooktop keeps this file for the signing secret of a subscription that is being created or rotated.
    Do not remove it: start hooktop, and it is finished, or it is said what became of it.

    """

  /// The words come first for people; the mark comes last, so that a secret half written leaves it in place.
  static func bytes(for key: IdempotencyKey) -> [UInt8] {
    let mark = mark(key)
    let blanks = room - words.utf8.count - mark.utf8.count
    return Array((words + String(repeating: " ", count: max(0, blanks)) + mark).utf8)
  }

  /// Whether the bytes are the placeholder of a key, be its beginning overwritten or not.
  static func isMarked(_ bytes: [UInt8], for key: IdempotencyKey) -> Bool {
    bytes.count == room && bytes.suffix(mark(key).utf8.count).elementsEqual(mark(key).utf8)
  }

  /// The key of whatever placeholder this is; nil for anything else.
  static func key(in bytes: [UInt8]) -> IdempotencyKey? {
    guard bytes.count == room, bytes.last == UInt8(ascii: "\n") else { return nil }
    let line = bytes.dropLast().split(separator: UInt8(ascii: "\n")).last.map { String(decoding: $0, as: UTF8.self) }
    guard let line, line.hasPrefix(label) else { return nil }
    return IdempotencyKey(rawValue: String(line.dropFirst(label.count)))
  }

  /// What was written over a placeholder's beginning, up to its line's end; nil while nothing was.
  static func front(of bytes: [UInt8]) -> [UInt8]? {
    let first = bytes.prefix { $0 != UInt8(ascii: "\n") }
    return words.utf8.starts(with: first) ? nil : Array(first)
  }

  private static func mark(_ key: IdempotencyKey) -> String {
    "\n\(label)\(key.rawValue)\n"
  }

  private static let label = "hooktop idempotency key: "
}

extension SecretFormat {
  /// Exactly what the file holds at the end.
  func bytes(of secret: SigningSecret) -> [UInt8] {
    switch self {
    case .raw: Array(secret.reveal().utf8)
    case .env: Array("\(Self.variable)\(secret.reveal())\n".utf8)
    }
  }

  /// What stands before the secret in an environment file.
  static let variable = "FINTORO_WEBHOOK_SECRET="
}
