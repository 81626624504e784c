import Glibc

/// An error number of the operating system with its words.
public struct SystemError: Error, Hashable, Sendable {
  public var code: Int32

  public init(code: Int32) {
    self.code = code
  }

  /// The last call's error. Read it before anything else is called.
  public static var last: SystemError { SystemError(code: errno) }

  /// The disk has no locks.
  public static let noLocks = SystemError(code: ENOLCK)

  /// In lower case, to stand inside a sentence: `permission denied`.
  public var text: String {
    switch code {
    case ENOSPC: "the disk is full"
    case EDQUOT: "the disk quota is used up"
    case EROFS: "the file system is read-only"
    case EACCES, EPERM: "permission denied"
    case ENOENT: "it does not exist"
    case ENOTDIR: "a part of the path is not a folder"
    case EISDIR: "it is a folder"
    case ENOLCK: "its disk has no locks (flock)"
    case EFBIG: "the allowed file size is used up"
    case ELOOP: "it is a symbolic link, or too many of them follow each other"
    default: words.prefix(1).lowercased() + words.dropFirst()
    }
  }

  /// The C library's own: `Permission denied`.
  public var words: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
