public import Glibc

/// What a file must be before it is read.
public struct FileRule: Sendable {
  public enum Owner: Sendable { case anybody, rootOrUs, us }
  public enum Openness: Sendable {
    case anybodyMayWrite, othersMayRead
    /// Neither read nor written by anybody else.
    case closed
  }

  public var maxBytes: Int
  public var owner: Owner
  public var openness: Openness
  /// Whether the path may be a symbolic link.
  public var followsLink: Bool

  public init(
    maxBytes: Int, owner: Owner = .anybody, openness: Openness = .anybodyMayWrite, followsLink: Bool = true
  ) {
    self.maxBytes = maxBytes
    self.owner = owner
    self.openness = openness
    self.followsLink = followsLink
  }
}

/// Why a file was not read.
public enum FileProblem: Error, Hashable, Sendable {
  case isLink
  /// A folder, a device, a pipe.
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
  /// Waits for nobody: a named pipe that nobody writes into, or a device, is no file.
  public static func read(
    _ path: String, _ rule: FileRule, trust: FileTrust = .process
  ) throws(FileProblem) -> [UInt8] {
    let file: OpenDescriptor
    do throws(SystemError) {
      let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | (rule.followsLink ? 0 : O_NOFOLLOW)
      file = try OpenDescriptor(opening: path, flags)
    } catch {
      throw error.code == ELOOP && !rule.followsLink ? .isLink : .system(error)
    }
    return try read(file, rule, trust: trust)
  }

  /// The same of a file that is open already.
  public static func read(
    _ file: OpenDescriptor, _ rule: FileRule, trust: FileTrust = .process
  ) throws(FileProblem) -> [UInt8] {
    do {
      let metadata = try file.metadata()
      if let problem = problem(file, metadata, rule, trust) { throw problem }
      let bytes = try file.bytes(upTo: rule.maxBytes + 1)
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
    if metadata.kind != .file { return .notAFile }
    if !isOwnerRight { return .foreign(owner: metadata.owner) }
    if rule.openness == .closed, metadata.isOpenToOthers { return .openToOthers(mode: metadata.mode) }
    if rule.openness == .othersMayRead, trust.othersMayWrite(file, metadata) {
      return .writableByOthers(mode: metadata.mode)
    }
    return metadata.size > rule.maxBytes ? .tooLong(maxBytes: rule.maxBytes) : nil
  }
}
