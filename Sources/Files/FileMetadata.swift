public import Glibc

/// What the system knows of something that was opened.
public struct FileMetadata: Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    case file, folder, link
    /// Or a socket, which some shells and sshd use in its place.
    case pipe
    case other
  }

  public var kind: Kind
  public var owner: uid_t
  public var group: gid_t
  /// Permission bits, sticky included.
  public var mode: mode_t
  public var size: Int
  /// How many names lead to it.
  public var names: Int
  public var device: UInt64
  public var inode: UInt64

  init(_ facts: stat) {
    kind =
      switch facts.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      case S_IFIFO, S_IFSOCK: .pipe
      default: .other
      }
    owner = facts.st_uid
    group = facts.st_gid
    mode = facts.st_mode & 0o7777
    size = Int(facts.st_size)
    names = Int(facts.st_nlink)
    device = UInt64(facts.st_dev)
    inode = UInt64(facts.st_ino)
  }

  public var isOpenToOthers: Bool { mode & 0o077 != 0 }
  var isSticky: Bool { mode & 0o1000 != 0 }
  /// The bit by which what is made in a folder has the folder's group: set where a group works together.
  var handsGroupOn: Bool { mode & 0o2000 != 0 }

  public func isSameFile(as other: FileMetadata) -> Bool {
    (device, inode) == (other.device, other.inode)
  }
}
