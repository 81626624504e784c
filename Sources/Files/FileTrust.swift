public import Glibc

/// Who counts as nobody else where files and folders are judged: we ourselves, root, and a group of our own.
public struct FileTrust: Sendable {
  /// We: the effective user.
  public let user: uid_t
  private let isRoot: @Sendable (uid_t) -> Bool
  private let isOwnGroup: @Sendable (gid_t) -> Bool

  /// - Parameters:
  ///   - isRoot: whether an owner is root, who can do everything anyway.
  ///   - isOwnGroup: whether a group has no member but us and root.
  public init(
    user: uid_t, isRoot: @escaping @Sendable (uid_t) -> Bool, isOwnGroup: @escaping @Sendable (gid_t) -> Bool
  ) {
    self.user = user
    self.isRoot = isRoot
    self.isOwnGroup = isOwnGroup
  }

  /// As it is for this process.
  public static var process: FileTrust {
    FileTrust(
      user: geteuid(), isRoot: { $0 == 0 || UserIDMap.process.showsRoot(as: $0) }, isOwnGroup: OwnGroup.isOurs)
  }

  public func isTrusted(_ owner: uid_t) -> Bool { owner == user || isRoot(owner) }

  /// Whether anybody else may write into the file, or change the names in the folder.
  public func othersMayWrite(_ file: OpenDescriptor, _ metadata: FileMetadata) -> Bool {
    if metadata.mode & 0o002 != 0 { return true }
    if metadata.mode & 0o020 == 0 { return false }
    return !isOwnGroup(metadata.group) || file.hasAccessList()
  }

  /// Whether anybody else may do anything with the file.
  func isOpenToOthers(_ file: OpenDescriptor, _ metadata: FileMetadata) -> Bool {
    if metadata.mode & 0o007 != 0 { return true }
    if metadata.mode & 0o070 == 0 { return false }
    return !isOwnGroup(metadata.group) || file.hasAccessList()
  }
}

/// Which users of the system around it this process's user namespace knows, and as whom.
struct UserIDMap: Sendable {
  private let ranges: [(inside: UInt64, outside: UInt64, count: UInt64)]

  static let process = UserIDMap(
    (try? OpenDescriptor(opening: "/proc/self/uid_map", O_RDONLY).bytes(upTo: 65_536)).map {
      String(decoding: $0, as: UTF8.self)
    } ?? "")

  /// - Parameter text: as `/proc/self/uid_map` has it, a line a range.
  init(_ text: String) {
    ranges = text.split(separator: "\n").compactMap { line in
      let numbers = line.split(separator: " ").compactMap { UInt64($0) }
      return numbers.count == 3 ? (numbers[0], numbers[1], numbers[2]) : nil
    }
  }

  /// The owner that users without a number here are shown as.
  private static let unknownUser: uid_t = 65_534

  /// Whether what root owns is shown as this user's: root has no number here, and the number is no user's of our own.
  func showsRoot(as owner: uid_t) -> Bool {
    owner == Self.unknownUser && !ranges.isEmpty
      && !ranges.contains { covers(0, from: $0.outside, $0.count) }
      && !ranges.contains { covers(UInt64(owner), from: $0.inside, $0.count) }
  }

  private func covers(_ number: UInt64, from first: UInt64, _ count: UInt64) -> Bool {
    number >= first && number - first < count
  }
}
