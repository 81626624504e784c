import Files
import FintoroWebhooks
import Glibc

extension SecretFile {
  /// What is found of a file that an earlier run reserved.
  enum Found: Sendable {
    /// The placeholder; no program works on it.
    case placeholder(SecretFile)
    /// The secret with the rest of the placeholder behind it: the run ended between two steps of saving.
    case halfWay(SecretFile, SigningSecret)
    /// No placeholder: the secret, or somebody's own file.
    case other
    case inUse
    case gone
    /// It may be there: the system does not let us look.
    case unreadable
  }

  /// Looks at a reserved file by its path and key.
  static func find(_ path: String, key: IdempotencyKey) -> Found {
    let (file, contents): (SecretFile, [UInt8]?)
    do throws(SecretFileProblem) {
      (file, contents) = try reopen(path, key: key)
    } catch {
      switch error {
      case .system: return .unreadable
      case .folder(let problem):
        if case .system = problem, !problem.isMissing { return .unreadable }
        return .gone
      default: return .gone
      }
    }
    guard contents == nil else { return .other }
    guard (try? file.lockIfFree()) == true else { return .inUse }
    guard let front = file.front() else { return .placeholder(file) }
    var text = String(decoding: front, as: UTF8.self)
    if text.hasPrefix(SecretFormat.variable) { text.removeFirst(SecretFormat.variable.count) }
    return .halfWay(file, SigningSecret(text))
  }

  /// The key of a placeholder that no program works on; nil for any other file.
  static func abandonedKey(_ path: String) -> IdempotencyKey? {
    guard let file = try? OpenDescriptor(opening: path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
      let facts = try? file.metadata(), facts.kind == .file, facts.owner == geteuid(),
      facts.size == SecretPlaceholder.room,
      let contents = try? file.bytes(upTo: SecretPlaceholder.room),
      let key = SecretPlaceholder.key(in: contents), (try? file.tryLock(shared: true)) == true
    else { return nil }
    return key
  }
}

extension SecretFile {
  /// Opens the entry's own file again. If it was moved or changed, makes a numbered one beside it.
  static func again(for create: PendingCreate) throws(SecretFileProblem) -> SecretFile {
    let reference = create.secretFile
    var earlier: (path: String, contents: [UInt8])?
    if let (file, contents) = try? reopen(
      reference.path, key: create.key, device: reference.device, inode: reference.inode)
    {
      guard let contents else { return file }
      earlier = (reference.path, contents)
    }
    var other = try reserveSubstitute(reference.path, key: create.key)
    other.earlier = earlier
    return other
  }

  /// Makes a file that the journal does not know of, at the path or numbered beside it.
  static func reserveSubstitute(_ path: String, key: IdempotencyKey) throws(SecretFileProblem) -> SecretFile {
    var file = try reserveNumbered(path, key: key)
    file.isSubstitute = true
    return file
  }

  /// Saves the secret, unless the entry's own file holds it already.
  /// - Returns: the path of the file that holds it.
  func keep(_ secret: SigningSecret, as format: SecretFormat) throws(SecretFileProblem) -> String {
    if let earlier, earlier.contents == format.bytes(of: secret) {
      release()
      return earlier.path
    }
    do {
      try save(secret, as: format)
      return path
    } catch {
      guard case .moved = error else { throw error }
      // The path names another file by now. The secret goes into a file that has a path.
      let other = try Self.reserveNumbered(path, key: key)
      try other.save(secret, as: format)
      return other.path
    }
  }
}
