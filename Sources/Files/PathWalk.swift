import Glibc

/// Goes down a path folder by folder, each judged on its open descriptor, so that nothing can be put in between. It goes on
/// behind an unsafe folder, to find them all; `checkIsSafe` says so before anything is made or used.
struct PathWalk {
  typealias Made = (parent: OpenDescriptor, name: String)

  private(set) var folder: OpenDescriptor
  /// The name in `folder` that the path leads to, where that is no folder.
  private(set) var file: String?
  private(set) var made: [Made] = []
  private var unsafe: [UnsafeFolder] = []
  /// The name that is not there, when the last step found none.
  private(set) var missing: String?
  private let trust: FileTrust
  private let followsLast: Bool
  private let mayEndInFile: Bool
  /// Names still to go through, the next one last.
  private var ahead: [String]
  private var here = "/"
  private var links = 0

  /// As many as the system itself follows.
  private static let maxLinks = 40

  init(
    _ path: String, _ trust: FileTrust, followsLast: Bool = true, mayEndInFile: Bool = false
  ) throws(FolderProblem) {
    guard path.hasPrefix("/") else { throw .notAbsolute(path) }
    self.trust = trust
    self.followsLast = followsLast
    self.mayEndInFile = mayEndInFile
    ahead = Self.names(path).reversed()
    folder = try Self.root()
    try judgeAsAncestor()
  }

  /// To the end of a path that leads to a file, which need not be ours, with every folder above it judged.
  static func toFile(_ path: String, _ trust: FileTrust, followsLast: Bool) throws(FolderProblem) -> PathWalk {
    var walk = try PathWalk(path, trust, followsLast: followsLast, mayEndInFile: true)
    while try walk.step() {
      guard walk.missing == nil else {
        try walk.checkIsSafe()
        throw .system(path, SystemError(code: ENOENT))
      }
    }
    try walk.checkIsSafe()
    return walk
  }

  /// Goes one name further; false at the end. A name that is not there becomes `missing` and stays ahead.
  mutating func step() throws(FolderProblem) -> Bool {
    do throws(FolderProblem) {
      return try stepOn()
    } catch {
      // That one is unsafe says more than why it cannot be gone through.
      try checkIsSafe()
      throw error
    }
  }

  private mutating func stepOn() throws(FolderProblem) -> Bool {
    guard let name = ahead.popLast() else { return false }
    let path = FilePath.join(here, name)
    let next: OpenDescriptor
    do {
      next = try folder.opening(name, OpenDescriptor.nameOnly | O_NOFOLLOW)
    } catch {
      guard error.code == ENOENT, name != ".." else { throw .system(path, error) }
      ahead.append(name)
      missing = name
      return true
    }
    missing = nil
    let metadata = try Self.attempt(path) { () throws(SystemError) in try next.metadata() }
    switch metadata.kind {
    case .link where ahead.isEmpty && !followsLast: throw .isLink(path)
    case .link: try follow(next, metadata, path)
    case .folder:
      folder = next
      here = path
      try judgeAsAncestor()
    case .file, .pipe, .other:
      guard ahead.isEmpty, mayEndInFile else { throw .notAFolder(path) }
      file = name
    }
    return true
  }

  /// Makes the missing folder; the next step goes into it. One that somebody else has made meanwhile is theirs, and
  /// judged there.
  mutating func make() throws(FolderProblem) {
    guard let name = missing else { return }
    let parent = folder
    do throws(SystemError) {
      try parent.makeFolder(name)
      made.append((parent, name))
    } catch {
      // Somebody else was faster, and may not have synced it yet.
      guard error.code == EEXIST else { throw .system(FilePath.join(here, name), error) }
    }
    try Self.attempt(here) { () throws(SystemError) in try parent.syncNames() }
  }

  /// Nobody but us and root may be able to put another folder in this one's place, or another thing into it.
  private mutating func judgeAsAncestor() throws(FolderProblem) {
    let metadata = try metadata()
    if !trust.isTrusted(metadata.owner) {
      note(.foreign(owner: metadata.owner), metadata)
    } else if !metadata.isSticky, trust.othersMayWrite(folder, metadata) {
      // In a sticky folder nobody can move away what is another's.
      note(.writableByOthers, metadata)
    }
  }

  /// The folder that holds the files themselves must be ours, and nobody else's to write in, sticky or not.
  mutating func judgeAsOwn() throws(FolderProblem) {
    let metadata = try metadata()
    if metadata.owner != trust.user {
      note(.foreign(owner: metadata.owner), metadata)
    } else if trust.othersMayWrite(folder, metadata) {
      note(.writableByOthers, metadata)
    }
  }

  private mutating func note(_ reason: UnsafeFolder.Reason, _ metadata: FileMetadata, at path: String? = nil) {
    let path = path ?? here
    guard !unsafe.contains(where: { $0.path == path }) else { return }
    let isOnesOwn = metadata.owner == trust.user && !metadata.isSticky && !metadata.handsGroupOn
    unsafe.append(UnsafeFolder(path, reason, isOnesOwn: isOnesOwn))
  }

  func checkIsSafe() throws(FolderProblem) {
    if !unsafe.isEmpty { throw .unsafe(unsafe) }
  }

  func checkWritable() throws(FolderProblem) {
    let folder = folder
    try Self.attempt(here) { () throws(SystemError) in try folder.checkWritable() }
  }

  func undo() { Self.remove(made) }

  /// Innermost first; one that is no longer empty stays.
  static func remove(_ made: [Made]) {
    for folder in made.reversed() { try? folder.parent.remove(folder.name, isFolder: true) }
  }

  private mutating func follow(
    _ link: OpenDescriptor, _ metadata: FileMetadata, _ path: String
  ) throws(FolderProblem) {
    if !trust.isTrusted(metadata.owner) { note(.foreign(owner: metadata.owner), metadata, at: path) }
    links += 1
    guard links <= Self.maxLinks else { throw .system(path, SystemError(code: ELOOP)) }
    let target = try Self.attempt(path) { () throws(SystemError) in try link.linkTarget() }
    ahead += Self.names(target).reversed()
    if target.hasPrefix("/") {
      folder = try Self.root()
      here = "/"
    }
  }

  private func metadata() throws(FolderProblem) -> FileMetadata {
    let folder = folder
    return try Self.attempt(here) { () throws(SystemError) in try folder.metadata() }
  }

  private static func root() throws(FolderProblem) -> OpenDescriptor {
    try attempt("/") { () throws(SystemError) in
      try OpenDescriptor(opening: "/", OpenDescriptor.nameOnly | O_DIRECTORY)
    }
  }

  private static func names(_ path: String) -> [String] {
    path.split(separator: "/").filter { $0 != "." }.map(String.init)
  }

  private static func attempt<Value>(
    _ path: String, _ body: () throws(SystemError) -> Value
  ) throws(FolderProblem) -> Value {
    do {
      return try body()
    } catch {
      throw .system(path, error)
    }
  }
}
