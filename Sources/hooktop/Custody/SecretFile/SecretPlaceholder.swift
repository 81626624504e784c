import FintoroWebhooks

/// The contents of a secret's file until the secret comes: room on the disk, and the key of its create or rotate.
enum SecretPlaceholder {
  /// In bytes: the room that is reserved for a secret.
  static let room = 4_096

  private static let words = """
    hooktop keeps this file for the signing secret of a subscription that is being created or rotated.
    Do not remove it: start hooktop, and it is finished, or it is said what became of it.

    """

  /// The words come first, for people. The mark comes last, so that half a secret does not overwrite it.
  static func bytes(for key: IdempotencyKey) -> [UInt8] {
    let mark = mark(key)
    let blanks = room - words.utf8.count - mark.utf8.count
    return Array((words + String(repeating: " ", count: max(0, blanks)) + mark).utf8)
  }

  /// Whether the bytes are the placeholder of a key. Its beginning may be overwritten.
  static func isMarked(_ bytes: [UInt8], for key: IdempotencyKey) -> Bool {
    bytes.count == room && bytes.suffix(mark(key).utf8.count).elementsEqual(mark(key).utf8)
  }

  /// The key in a placeholder; nil for anything else.
  static func key(in bytes: [UInt8]) -> IdempotencyKey? {
    guard bytes.count == room, bytes.last == UInt8(ascii: "\n") else { return nil }
    let line = bytes.dropLast().split(separator: UInt8(ascii: "\n")).last.map { String(decoding: $0, as: UTF8.self) }
    guard let line, line.hasPrefix(label) else { return nil }
    return IdempotencyKey(rawValue: String(line.dropFirst(label.count)))
  }

  /// What was written over a placeholder's beginning, up to the newline; nil if nothing was.
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
  /// The file's contents once the secret is saved.
  func bytes(of secret: SigningSecret) -> [UInt8] {
    switch self {
    case .raw: Array(secret.reveal().utf8)
    case .env: Array("\(Self.variable)\(secret.reveal())\n".utf8)
    }
  }

  /// What stands before the secret in an environment file.
  static let variable = "FINTORO_WEBHOOK_SECRET="
}
