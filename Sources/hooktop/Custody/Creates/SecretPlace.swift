import FintoroWebhooks

/// Where the secret of one create or rotate goes: a file that has room for it, and what an earlier run may have
/// written already.
struct SecretPlace: Sendable {
  var file: SecretFile
  /// A file of the entry that no longer holds the placeholder: perhaps the secret itself.
  var earlier: (path: String, contents: [UInt8])?
  /// Whether the journal knows of another file than this one.
  var isSubstitute = false

  /// Opens the entry's own file again. Where it was moved or changed, a new one with a number is made beside it.
  static func again(for create: PendingCreate) throws(SecretFileProblem) -> SecretPlace {
    let reference = create.secretFile
    var earlier: (path: String, contents: [UInt8])?
    if let (file, contents) = try? SecretFile.reopen(
      reference.path, key: create.key, device: reference.device, inode: reference.inode)
    {
      guard let contents else { return SecretPlace(file: file) }
      earlier = (reference.path, contents)
    }
    let other = try SecretFile.reserveNumbered(reference.path, key: create.key)
    return SecretPlace(file: other, earlier: earlier, isSubstitute: true)
  }

  /// Saves the secret, unless it is saved already.
  /// - Returns: where it stands.
  func keep(_ secret: SigningSecret, as format: SecretFormat) throws(SecretFileProblem) -> String {
    if let earlier, earlier.contents == format.bytes(of: secret) {
      file.release()
      return earlier.path
    }
    do {
      try file.save(secret, as: format)
      return file.path
    } catch {
      guard case .moved = error else { throw error }
      // The path leads elsewhere by now; the secret must still end up where a path leads to it.
      let other = try SecretFile.reserveNumbered(file.path, key: file.key)
      try other.save(secret, as: format)
      return other.path
    }
  }
}
