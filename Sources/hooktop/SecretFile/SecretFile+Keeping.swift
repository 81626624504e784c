import FintoroWebhooks

extension SecretFile {
  /// Opens the entry's own file again. Where it was moved or changed, a new one with a number is made beside it.
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

  /// A file that the journal does not know of, at the path or beside it.
  static func reserveSubstitute(_ path: String, key: IdempotencyKey) throws(SecretFileProblem) -> SecretFile {
    var file = try reserveNumbered(path, key: key)
    file.isSubstitute = true
    return file
  }

  /// Saves the secret, unless it is saved already.
  /// - Returns: where it stands.
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
      // The path leads elsewhere by now; the secret must still end up where a path leads to it.
      let other = try Self.reserveNumbered(path, key: key)
      try other.save(secret, as: format)
      return other.path
    }
  }
}
