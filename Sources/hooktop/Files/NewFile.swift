import Glibc

/// Writes a file that was not there before; nothing is ever overwritten, and no half of it is left behind.
enum NewFile {
  /// - Parameter path: absolute.
  static func write(_ bytes: [UInt8], to path: String) throws(NewFileProblem) {
    do throws(SystemError) {
      let file = try OpenDescriptor(opening: path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o644)
      do throws(SystemError) {
        try file.overwrite(bytes)
        try file.sync()
        try file.close()
      } catch {
        // Ours: `O_EXCL` made it a moment ago.
        unlink(path)
        throw error
      }
    } catch {
      throw NewFileProblem(path: path, error: error)
    }
  }
}

/// Why a new file could not be written.
struct NewFileProblem: Error, Equatable {
  var path: String
  var error: SystemError

  func sentence(_ paths: Paths) -> String {
    switch error.code {
    case EEXIST, ELOOP: "\(paths.display(path)) exists already and is never overwritten; choose another name."
    case ENOENT: "\(paths.display(path)) cannot be written: its folder does not exist."
    case ENOTDIR, EISDIR: "\(paths.display(path)) is no place for a file; choose another name."
    default: "\(paths.display(path)) cannot be written: \(error.text)."
    }
  }
}
