import Glibc

/// Goes down a path folder by folder, each judged on its open descriptor, so that nothing can be put in between.
struct FolderWalk {
  private(set) var folder: OpenDescriptor
  private(set) var made: [(parent: OpenDescriptor, name: String)] = []
  /// The name that is not there, when the last step found none.
  private(set) var missing: String?
  /// Names still to go through, the next one last.
  private var ahead: [String]
  private var here = "/"
  private var links = 0

  /// `O_PATH` of <fcntl.h>: a descriptor that names the folder and needs no right to read it.
  private static let nameOnly: Int32 = 0o10000000
  /// As many as the system itself follows.
  private static let maxLinks = 40

  init(_ path: String) throws(FolderProblem) {
    guard path.hasPrefix("/") else { throw .notAbsolute(path) }
    ahead = Self.names(path).reversed()
    folder = try Self.attempt("/") { () throws(SystemError) in
      try OpenDescriptor(opening: "/", Self.nameOnly | O_DIRECTORY)
    }
    try judgeAsAncestor()
  }

  /// Goes one name further; false at the end. A name that is not there becomes `missing` and stays ahead.
  mutating func step() throws(FolderProblem) -> Bool {
    guard let name = ahead.popLast() else { return false }
    let path = Paths.join(here, name)
    let next: OpenDescriptor
    do {
      next = try folder.opening(name, Self.nameOnly | O_NOFOLLOW)
    } catch {
      guard error.code == ENOENT, name != ".." else { throw .system(path, error) }
      ahead.append(name)
      missing = name
      return true
    }
    missing = nil
    let facts = try Self.attempt(path) { () throws(SystemError) in try next.facts() }
    switch facts.kind {
    case .link: try follow(next, facts, path)
    case .folder:
      folder = next
      here = path
      try judgeAsAncestor()
    case .file, .other: throw .notAFolder(path)
    }
    return true
  }

  /// Makes the missing folder; the next step goes into it. One that somebody else has made meanwhile is theirs, and
  /// judged there.
  mutating func make() throws(FolderProblem) {
    guard let name = missing else { return }
    let parent = folder
    do {
      try parent.makeFolder(name)
      made.append((parent, name))
    } catch {
      guard error.code == EEXIST else { throw .system(Paths.join(here, name), error) }
    }
    try Self.attempt(here) { () throws(SystemError) in
      try parent.opening(".", O_RDONLY | O_DIRECTORY).sync()
    }
  }

  /// Nobody but us and root may be able to put another folder in this one's place, or another thing into it.
  private func judgeAsAncestor() throws(FolderProblem) {
    let facts = try facts()
    guard [0, geteuid()].contains(facts.owner) else { throw .foreign(here, owner: facts.owner) }
    if facts.isWritableByOthers, !facts.isSticky { throw .writableByOthers(here) }
  }

  /// The folder that holds the files themselves must be ours, and nobody else's to write in, sticky or not.
  func judgeAsOwn() throws(FolderProblem) {
    let facts = try facts()
    guard facts.owner == geteuid() else { throw .foreign(here, owner: facts.owner) }
    if facts.isWritableByOthers { throw .writableByOthers(here) }
  }

  func checkWritable() throws(FolderProblem) {
    let folder = folder
    try Self.attempt(here) { () throws(SystemError) in try folder.checkWritable() }
  }

  func undo() { Self.remove(made) }

  /// Innermost first; one that is no longer empty stays.
  static func remove(_ made: [(parent: OpenDescriptor, name: String)]) {
    for folder in made.reversed() { try? folder.parent.remove(folder.name, isFolder: true) }
  }

  private mutating func follow(
    _ link: OpenDescriptor, _ facts: FileMetadata, _ path: String
  ) throws(FolderProblem) {
    guard [0, geteuid()].contains(facts.owner) else { throw .foreign(path, owner: facts.owner) }
    links += 1
    guard links <= Self.maxLinks else { throw .system(path, SystemError(code: ELOOP)) }
    let target = try Self.attempt(path) { () throws(SystemError) in try link.linkTarget() }
    ahead += Self.names(target).reversed()
    if target.hasPrefix("/") {
      folder = try Self.attempt("/") { () throws(SystemError) in
        try OpenDescriptor(opening: "/", Self.nameOnly | O_DIRECTORY)
      }
      here = "/"
    }
  }

  private func facts() throws(FolderProblem) -> FileMetadata {
    let folder = folder
    return try Self.attempt(here) { () throws(SystemError) in try folder.facts() }
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
