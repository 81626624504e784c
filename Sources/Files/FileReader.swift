public import Glibc

/// What a file must be before it is read.
public struct FileRule: Sendable {
  public enum Owner: Sendable { case anybody, rootOrUs, us }
  public enum Openness: Sendable {
    case anybodyMayWrite, othersMayRead
    /// Nobody else may write it. What is ours is closed to them; what is root's they may read.
    case closedUnlessRoots
    /// Neither read nor written by anybody else.
    case closed
  }

  public var maxBytes: Int
  public var owner: Owner
  public var openness: Openness
  /// Whether the path may be a symbolic link.
  public var followsLink: Bool
  /// Whether nobody but us and root may be able to put another file in its place: every folder on the way is judged.
  public var isInSafeFolder: Bool
  /// How long a pipe is waited for. Nil refuses pipes.
  public var pipeWait: Duration?

  public init(
    maxBytes: Int, owner: Owner = .anybody, openness: Openness = .anybodyMayWrite, followsLink: Bool = true,
    isInSafeFolder: Bool = false, pipeWait: Duration? = nil
  ) {
    self.maxBytes = maxBytes
    self.owner = owner
    self.openness = openness
    self.followsLink = followsLink
    self.isInSafeFolder = isInSafeFolder
    self.pipeWait = pipeWait
  }
}

/// Why a file was not read.
public enum FileProblem: Error, Hashable, Sendable {
  case folder(FolderProblem)
  case isLink
  /// A folder, a device, or a pipe where the rule has none.
  case notAFile
  case foreign(owner: uid_t)
  case writableByOthers(mode: mode_t)
  case openToOthers(mode: mode_t)
  case tooLong(maxBytes: Int)
  case system(SystemError)

  public var isMissing: Bool { self == .system(SystemError(code: ENOENT)) }
}

/// Reads files whole, and only such as fit a rule, which is judged on what was opened.
public enum FileReader {
  /// Waits for nobody, except for a pipe where the rule says how long.
  ///
  /// A path such as `/dev/fd/63` leads to a descriptor that this process was started with. Nobody can put another one in
  /// its place, so no folder is judged.
  public static func read(
    _ path: String, _ rule: FileRule, trust: FileTrust = .process
  ) throws(FileProblem) -> [UInt8] {
    if let given = OpenDescriptor.givenNumber(path) {
      return try readInherited(given, rule, trust)
    }
    let file = rule.isInSafeFolder ? try openJudged(path, rule, trust) : try open(path, rule)
    return try read(file, rule, trust: trust)
  }

  private static let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY

  private static func readInherited(
    _ number: Int32, _ rule: FileRule, _ trust: FileTrust
  ) throws(FileProblem) -> [UInt8] {
    let file: OpenDescriptor
    var rule = rule
    do throws(SystemError) {
      file = try OpenDescriptor(copying: number)
      // Whoever started this process chose the pipe, and what else it does.
      if try file.metadata().kind == .pipe { (rule.owner, rule.openness) = (.anybody, .anybodyMayWrite) }
    } catch {
      throw .system(error)
    }
    return try read(file, rule, trust: trust)
  }

  private static func open(_ path: String, _ rule: FileRule) throws(FileProblem) -> OpenDescriptor {
    do throws(SystemError) {
      return try OpenDescriptor(opening: path, flags | (rule.followsLink ? 0 : O_NOFOLLOW))
    } catch {
      throw error.code == ELOOP && !rule.followsLink ? .isLink : .system(error)
    }
  }

  private static func openJudged(
    _ path: String, _ rule: FileRule, _ trust: FileTrust
  ) throws(FileProblem) -> OpenDescriptor {
    let place: PathWalk
    do throws(FolderProblem) {
      place = try PathWalk.toFile(path, trust, followsLast: rule.followsLink)
    } catch {
      switch error {
      case .system(_, let error): throw .system(error)
      case .isLink: throw .isLink
      case .notAbsolute, .notAFolder, .unsafe: throw .folder(error)
      }
    }
    guard let name = place.file else { throw .notAFile }
    do throws(SystemError) {
      return try place.folder.opening(name, flags | O_NOFOLLOW)
    } catch {
      throw .system(error)
    }
  }

  /// The same of a file that is open already.
  public static func read(
    _ file: OpenDescriptor, _ rule: FileRule, trust: FileTrust = .process
  ) throws(FileProblem) -> [UInt8] {
    do {
      let metadata = try file.metadata()
      if let problem = problem(file, metadata, rule, trust) { throw problem }
      let bytes =
        metadata.kind == .pipe
        ? try PipeReader.firstLine(of: file, upTo: rule.maxBytes + 1, within: rule.pipeWait ?? .zero)
        : try file.bytes(upTo: rule.maxBytes + 1)
      guard bytes.count <= rule.maxBytes else { throw FileProblem.tooLong(maxBytes: rule.maxBytes) }
      return bytes
    } catch let error as SystemError {
      throw .system(error)
    } catch let problem as FileProblem {
      throw problem
    } catch {
      throw .system(SystemError(code: EIO))
    }
  }

  private static func problem(
    _ file: OpenDescriptor, _ metadata: FileMetadata, _ rule: FileRule, _ trust: FileTrust
  ) -> FileProblem? {
    let isOwnerRight =
      switch rule.owner {
      case .anybody: true
      case .rootOrUs: trust.isTrusted(metadata.owner)
      case .us: metadata.owner == trust.user
      }
    let mayBeRead = metadata.kind == .file || metadata.kind == .pipe && rule.pipeWait != nil
    if !mayBeRead { return .notAFile }
    if !isOwnerRight { return .foreign(owner: metadata.owner) }
    if rule.openness == .closed, metadata.isOpenToOthers { return .openToOthers(mode: metadata.mode) }
    if rule.openness == .closedUnlessRoots, metadata.owner == trust.user, metadata.owner != 0 {
      if trust.isOpenToOthers(file, metadata) { return .openToOthers(mode: metadata.mode) }
    }
    if rule.openness != .anybodyMayWrite, trust.othersMayWrite(file, metadata) {
      return .writableByOthers(mode: metadata.mode)
    }
    return metadata.size > rule.maxBytes ? .tooLong(maxBytes: rule.maxBytes) : nil
  }
}
