import Files
import FintoroWebhooks
import Glibc

/// The file of a secret, open from before the request until the secret is in it and synced.
///
/// It is always a file that we made, mode 0600, in a folder that only we can change.
struct SecretFile: Sendable {
  let path: String
  let key: IdempotencyKey
  /// How the journal remembers the file.
  let device: UInt64
  let inode: UInt64
  /// The entry's own file if it no longer holds the placeholder. It may hold the secret.
  var earlier: (path: String, contents: [UInt8])?
  /// Whether the journal names another file than this one.
  var isSubstitute = false
  private let name: String
  private let folder: SafeFolder
  private let file: OpenDescriptor

  private init(
    _ path: String, _ key: IdempotencyKey, _ folder: SafeFolder, _ file: OpenDescriptor, _ facts: FileMetadata
  ) {
    self.path = path
    self.key = key
    self.folder = folder
    self.file = file
    name = FilePath.split(path).name
    (device, inode) = (facts.device, facts.inode)
  }

  /// Makes the file with room for the secret. After it returns, file and name are on the disk; after an error nothing
  /// is left.
  /// - Parameter path: absolute, without `~`.
  static func reserve(_ path: String, key: IdempotencyKey) throws(SecretFileProblem) -> SecretFile {
    let (folderPath, name) = FilePath.split(path)
    guard FilePath.isName(name) else { throw .noName(path) }
    for _ in 1..<SafeFolder.maxTries {
      do throws(SecretFileProblem) {
        return try reserveOnce(path, name, in: folderPath, key)
      } catch {
        // Whoever made the folder took it back meanwhile.
        guard error == .moved(path) else { throw error }
      }
    }
    return try reserveOnce(path, name, in: folderPath, key)
  }

  private static func reserveOnce(
    _ path: String, _ name: String, in folderPath: String, _ key: IdempotencyKey
  ) throws(SecretFileProblem) -> SecretFile {
    let folder = try open(folderPath, createIfMissing: true)
    do {
      let file = try make(name, in: folder, path, key)
      do {
        let facts = try checked(file, path)
        try folder.descriptor.syncNames()
        return SecretFile(path, key, folder, file, facts)
      } catch {
        try? folder.descriptor.remove(name)
        throw error
      }
    } catch {
      folder.removeMadeFolders()
      throw problem(error, path)
    }
  }

  /// Opens a file that was reserved before, if it is the same file at the same path.
  /// - Returns: the file and its contents; nil contents stand for the placeholder of this key.
  static func reopen(
    _ path: String, key: IdempotencyKey, device: UInt64, inode: UInt64
  ) throws(SecretFileProblem) -> (file: SecretFile, contents: [UInt8]?) {
    let (file, contents) = try reopen(path, key: key)
    guard (file.device, file.inode) == (device, inode) else { throw .moved(path) }
    return (file, contents)
  }

  /// The same without device and inode, for a placeholder whose entry is gone.
  static func reopen(
    _ path: String, key: IdempotencyKey
  ) throws(SecretFileProblem) -> (file: SecretFile, contents: [UInt8]?) {
    let (folderPath, name) = FilePath.split(path)
    let folder = try open(folderPath, createIfMissing: false)
    do {
      let file = try folder.descriptor.opening(name, O_RDWR | O_NOFOLLOW | O_NONBLOCK)
      let facts = try checked(file, path)
      let contents = try file.bytes(upTo: SecretPlaceholder.room + 1)
      let isOurs = SecretPlaceholder.isMarked(contents, for: key)
      return (SecretFile(path, key, folder, file, facts), isOurs ? nil : contents)
    } catch {
      throw problem(error, path)
    }
  }

  /// Replaces the placeholder by exactly the secret's bytes, syncs, and closes the file.
  func save(_ secret: SigningSecret, as format: SecretFormat) throws(SecretFileProblem) {
    do {
      let bytes = format.bytes(of: secret)
      // The secret is written over the placeholder's beginning first, then the rest is cut off. A crash in between
      // loses neither: the newline marks the secret's end.
      try file.overwrite(bytes.last == UInt8(ascii: "\n") ? bytes : bytes + [UInt8(ascii: "\n")])
      try file.sync()
      try file.truncate(to: bytes.count)
      try file.sync()
      guard try isInPlace() else { throw SecretFileProblem.moved(path) }
      try file.close()
    } catch {
      throw Self.problem(error, path)
    }
  }

  /// - Returns: false if another program works on the file.
  func lockIfFree() throws(SystemError) -> Bool { try file.tryLock() }

  /// What was written over the placeholder's beginning; nil if nothing was.
  func front() -> [UInt8]? {
    (try? file.bytes(upTo: SecretPlaceholder.room)).flatMap(SecretPlaceholder.front)
  }

  /// Removes the placeholder. A file that was changed or moved meanwhile is left alone.
  func release() {
    guard let contents = try? file.bytes(upTo: SecretPlaceholder.room + 1),
      SecretPlaceholder.isMarked(contents, for: key), (try? isInPlace()) == true
    else { return }
    try? folder.descriptor.remove(name)
    try? folder.descriptor.syncNames()
    folder.removeMadeFolders()
  }

  private func isInPlace() throws(SystemError) -> Bool {
    try folder.descriptor.has(name, for: file.metadata())
  }
}

extension SecretFile {
  /// Why `reserve` would refuse the path now; nil if it would not. Makes nothing.
  static func problem(reserving path: String) -> SecretFileProblem? {
    let (folderPath, name) = FilePath.split(path)
    guard FilePath.isName(name) else { return .noName(path) }
    if let problem = SafeFolder.problem(folderPath) { return .folder(problem) }
    // A folder that is still missing is empty.
    guard let folder = try? SafeFolder.open(folderPath, createIfMissing: false) else { return nil }
    if let facts = try? folder.descriptor.metadata(of: name) { return taken(path, facts) }
    if let free = try? folder.descriptor.freeSpace(), free < UInt64(SecretPlaceholder.room) { return .noRoom(path) }
    return nil
  }

  private static func open(_ folder: String, createIfMissing: Bool) throws(SecretFileProblem) -> SafeFolder {
    do {
      return try SafeFolder.open(folder, createIfMissing: createIfMissing)
    } catch {
      throw .folder(error)
    }
  }

  static func checked(_ file: OpenDescriptor, _ path: String) throws -> FileMetadata {
    let facts = try file.metadata()
    guard facts.kind == .file, facts.owner == geteuid(), facts.names == 1 else { throw SecretFileProblem.moved(path) }
    guard !facts.isOpenToOthers else { throw SecretFileProblem.modeNotKept(path) }
    return facts
  }

  static func taken(_ path: String, _ facts: FileMetadata) -> SecretFileProblem {
    switch facts.kind {
    case .link: .isLink(path)
    case .folder: .isFolder(path)
    case .file, .pipe, .other: .exists(path)
    }
  }

  private static func problem(_ error: any Error, _ path: String) -> SecretFileProblem {
    switch error {
    case let problem as SecretFileProblem: problem
    case let error as SystemError where error.code == ELOOP: .isLink(path)
    case let error as SystemError where error.code == ENOSPC: .noRoom(path)
    case let error as SystemError where error.code == ENOENT: .moved(path)
    case let error as SystemError: .system(path, error)
    default: .system(path, SystemError(code: EIO))
    }
  }
}

extension SecretFile {
  /// A new file with its placeholder, synced and held.
  static func make(
    _ name: String, in folder: SafeFolder, _ path: String, _ key: IdempotencyKey
  ) throws -> OpenDescriptor {
    do {
      return try NewFile.make(name, in: folder.descriptor) { file throws(SystemError) in
        try? file.setMode(0o600)
        // The lock says that somebody works on it. A placeholder without lock and entry is abandoned.
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

/// Why a secret cannot be saved at its path. Found before anything is sent, except for `moved`.
enum SecretFileProblem: Error, Equatable, Sendable {
  case folder(FolderProblem)
  /// The path does not end in a file name.
  case noName(String)
  case exists(String)
  case isLink(String)
  case isFolder(String)
  /// The file system did not give the file mode 0600.
  case modeNotKept(String)
  case noRoom(String)
  case system(String, SystemError)
  /// The file is no longer at its path, or no longer ours.
  case moved(String)

  /// What is wrong, where, and what to do.
  func sentence(_ paths: Paths) -> String {
    switch self {
    case .folder(let problem): problem.sentence(paths)
    case .noName(let path): "\(paths.display(path)) has no file name at its end; add one."
    case .exists(let path): "\(paths.display(path)) exists already and is never overwritten; choose another name."
    case .isLink(let path): "\(paths.display(path)) is a symbolic link; a secret is only written to a new file."
    case .isFolder(let path): "\(paths.display(path)) is a folder; add a file name."
    case .modeNotKept(let path):
      "The file system of \(paths.display(path)) does not keep files private (mode 0600); choose another folder."
    case .noRoom(let path):
      "\(paths.display(path)) cannot be made: the disk is full; choose another place or make room."
    case .system(let path, .noLocks): paths.noLocks(at: path)
    case .system(let path, let error): "\(paths.display(path)) cannot be written: \(error.text)."
    case .moved(let path): "\(paths.display(path)) was moved, removed or changed since hooktop made it."
    }
  }
}
