public import Glibc

/// A folder that was opened and found safe: it is ours, and nobody but us and root can change it or any folder above it.
public struct SafeFolder: Sendable {
  public let path: String
  /// For names inside it; good for no reading.
  public let descriptor: OpenDescriptor
  /// Folders that were missing and made on the way, outermost first.
  private let made: [PathWalk.Made]

  /// Opens the folder, and makes what is missing of it with mode 0700, each made folder synced into the one around it.
  /// - Parameters:
  ///   - path: absolute, without `~`.
  ///   - followsLink: whether the path itself may be a symbolic link. Those on the way always may, each judged too.
  public static func open(
    _ path: String, createIfMissing: Bool, followsLink: Bool = true, trust: FileTrust = .process
  ) throws(FolderProblem) -> SafeFolder {
    for _ in 1..<maxTries where createIfMissing {
      do throws(FolderProblem) {
        return try openOnce(path, createIfMissing: true, followsLink, trust)
      } catch {
        // Whoever made a folder on the way took it back meanwhile.
        guard error.isMissing else { throw error }
      }
    }
    return try openOnce(path, createIfMissing: createIfMissing, followsLink, trust)
  }

  /// How often is tried again what others, who take back their empty folders, undo.
  public static let maxTries = 10

  private static func openOnce(
    _ path: String, createIfMissing: Bool, _ followsLink: Bool, _ trust: FileTrust
  ) throws(FolderProblem) -> SafeFolder {
    var walk = try PathWalk(path, trust, followsLast: followsLink)
    do throws(FolderProblem) {
      while try walk.step() {
        if walk.missing != nil {
          try walk.checkIsSafe()
          guard createIfMissing else { throw FolderProblem.system(path, SystemError(code: ENOENT)) }
          try walk.make()
        }
      }
      try walk.judgeAsOwn()
      try walk.checkIsSafe()
    } catch {
      walk.undo()
      throw error
    }
    return SafeFolder(path: path, descriptor: walk.folder, made: walk.made)
  }

  /// What `open` with `createIfMissing` would say, with nothing made: nil when the folder is there or can be made.
  public static func problem(_ path: String, trust: FileTrust = .process) -> FolderProblem? {
    do throws(FolderProblem) {
      var walk = try PathWalk(path, trust)
      while try walk.step(), walk.missing == nil {}
      if walk.missing == nil { try walk.judgeAsOwn() }
      try walk.checkIsSafe()
      try walk.checkWritable()
      return nil
    } catch {
      return error
    }
  }

  /// The folder's lock, held until the descriptor is closed: for files that are replaced by each write, and so cannot be
  /// locked themselves.
  public func locked() throws(SystemError) -> OpenDescriptor {
    let folder = try descriptor.opening(".", O_RDONLY | O_DIRECTORY)
    try folder.lock()
    return folder
  }

  /// Takes back the folders that were made for this one, as far as they are empty.
  public func removeMadeFolders() {
    PathWalk.remove(made)
  }
}

/// Why a folder cannot hold what nobody else may read or replace.
public enum FolderProblem: Error, Hashable, Sendable {
  case notAbsolute(String)
  case notAFolder(String)
  /// The folder must be one itself.
  case isLink(String)
  /// All folders of the path through which somebody else could replace what is in it, outermost first.
  case unsafe([UnsafeFolder])
  case system(String, SystemError)

  /// Nothing is there; asked of a folder that was not to be made.
  public var isMissing: Bool {
    if case .system(_, let error) = self { error.code == ENOENT } else { false }
  }

  public var unsafeFolders: [UnsafeFolder] {
    if case .unsafe(let folders) = self { folders } else { [] }
  }
}

/// A folder, or a link to one, that somebody else can change.
public struct UnsafeFolder: Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case foreign(owner: uid_t)
    case writableByOthers
  }

  public var path: String
  public var reason: Reason
  /// Whether it is ours and was not made for several users: neither sticky nor handing its group on.
  public var isOnesOwn: Bool

  public init(_ path: String, _ reason: Reason, isOnesOwn: Bool = false) {
    self.path = path
    self.reason = reason
    self.isOnesOwn = isOnesOwn
  }
}
