import Files
import FintoroWebhooks
import Glibc

extension SecretFile {
  /// A new file with its placeholder, synced and held.
  static func make(
    _ name: String, in folder: SafeFolder, _ path: String, _ key: IdempotencyKey
  ) throws -> OpenDescriptor {
    do {
      return try NewFile.make(name, in: folder.descriptor) { file throws(SystemError) in
        try? file.setMode(0o600)
        // Held while somebody works on it: a placeholder that nobody holds and no entry knows was left behind.
        _ = try file.tryLock()
        try file.overwrite(SecretPlaceholder.bytes(for: key))
        try file.sync()
      }
    } catch {
      // What stands in the way, where something does.
      guard error.code == EEXIST, let found = try? folder.descriptor.metadata(of: name) else { throw error }
      throw taken(path, found)
    }
  }
}
