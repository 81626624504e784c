import Glibc

/// What the system knows of something that was opened.
struct FileMetadata: Equatable, Sendable {
  enum Kind: Equatable, Sendable { case file, folder, link, other }

  var kind: Kind
  var owner: uid_t
  /// Permission bits, sticky included.
  var mode: mode_t
  var size: Int
  /// How many names lead to it.
  var names: Int
  var device: UInt64
  var inode: UInt64

  init(_ facts: stat) {
    kind =
      switch facts.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    owner = facts.st_uid
    mode = facts.st_mode & 0o7777
    size = Int(facts.st_size)
    names = Int(facts.st_nlink)
    device = UInt64(facts.st_dev)
    inode = UInt64(facts.st_ino)
  }

  var isWritableByOthers: Bool { mode & 0o022 != 0 }
  var isOpenToOthers: Bool { mode & 0o077 != 0 }
  var isSticky: Bool { mode & 0o1000 != 0 }

  func isSameFile(as other: FileMetadata) -> Bool {
    (device, inode) == (other.device, other.inode)
  }
}
