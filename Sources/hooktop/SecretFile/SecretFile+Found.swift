import Files
import FintoroWebhooks
import Glibc

extension SecretFile {
  /// What became of a file that was reserved by a run that is no more.
  enum Found: Sendable {
    /// Still waiting; nobody works on it.
    case placeholder(SecretFile)
    /// The secret was written, with the placeholder's rest behind it: the run ended between two steps.
    case halfWay(SecretFile, SigningSecret)
    /// No placeholder: perhaps the secret, perhaps somebody's own file.
    case other
    case inUse
    case gone
  }

  /// Looks at a reserved file of which the key is known.
  static func find(_ path: String, key: IdempotencyKey) -> Found {
    guard let (file, contents) = try? reopen(path, key: key) else { return .gone }
    guard contents == nil else { return .other }
    guard (try? file.lockIfFree()) == true else { return .inUse }
    guard let front = file.front() else { return .placeholder(file) }
    var text = String(decoding: front, as: UTF8.self)
    if text.hasPrefix(SecretFormat.variable) { text.removeFirst(SecretFormat.variable.count) }
    return .halfWay(file, SigningSecret(text))
  }

  /// The key of a placeholder that nobody works on; nil for any other file.
  static func abandonedKey(_ path: String) -> IdempotencyKey? {
    guard let file = try? OpenDescriptor(opening: path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
      let facts = try? file.metadata(), facts.kind == .file, facts.owner == geteuid(),
      facts.size == SecretPlaceholder.room,
      let contents = try? file.bytes(upTo: SecretPlaceholder.room),
      let key = SecretPlaceholder.key(in: contents), (try? file.tryLock()) == true
    else { return nil }
    return key
  }
}
