import Glibc
import Synchronization

/// Whether a group is ours alone: where a user's group has no other member, its right to write is nobody else's. Debian,
/// Ubuntu and Red Hat make folders with it (umask 002).
struct OwnGroup {
  /// As the user databases name us; nil where they do not know us, as in containers.
  var userName: String?
  /// Nil where the group databases do not know it.
  var group: (name: String, members: [String])?
  /// Whether this process has the group.
  var isHeld: Bool
  /// Whether a user other than us and root has it as the first group.
  var isOthersFirst: Bool
  /// Whether we are among the users that can be listed: some directories answer for one user, and list none.
  var isUserListed: Bool

  /// Where it cannot be known it is not.
  var isOurs: Bool {
    if isOthersFirst { return false }
    // Where it has no name, nobody was put into it by name; but we must know that it is one of ours.
    guard let group else { return isHeld }
    guard group.members.allSatisfy({ $0 == userName || $0 == "root" }) else { return false }
    return userName == nil || isUserListed || group.name == userName
  }
}

extension OwnGroup {
  private static let known = Mutex<[gid_t: Bool]>([:])

  static func isOurs(_ group: gid_t) -> Bool {
    // Under the lock: listing users is not for several threads at once.
    known.withLock { known in
      if let answer = known[group] { return answer }
      let answer = OwnGroup(of: group)?.isOurs ?? false
      known[group] = answer
      return answer
    }
  }

  /// Nil where the databases cannot be asked.
  private init?(of group: gid_t) {
    let user = geteuid()
    guard case .success(let entry) = Self.entry(of: group) else { return nil }
    self.group = entry
    isHeld = group == getegid() || Self.furtherGroups().contains(group)
    userName = getpwuid(user).map { String(cString: $0.pointee.pw_name) }
    isOthersFirst = false
    isUserListed = false
    setpwent()
    while let next = getpwent() {
      if next.pointee.pw_uid == user { isUserListed = true }
      if next.pointee.pw_gid == group, ![0, user].contains(next.pointee.pw_uid) { isOthersFirst = true }
    }
    endpwent()
  }

  private static func entry(of group: gid_t) -> Result<(name: String, members: [String])?, SystemError> {
    errno = 0
    guard let found = getgrgid(group) else {
      // What the databases say of a group that they do not have differs.
      return [0, ENOENT, ESRCH, EBADF, EPERM].contains(errno) ? .success(nil) : .failure(.last)
    }
    var members: [String] = []
    var next = found.pointee.gr_mem
    while let name = next?.pointee {
      members.append(String(cString: name))
      next = next?.advanced(by: 1)
    }
    return .success((String(cString: found.pointee.gr_name), members))
  }

  private static func furtherGroups() -> [gid_t] {
    var groups = [gid_t](repeating: 0, count: Int(max(0, getgroups(0, nil))))
    let count = getgroups(Int32(groups.count), &groups)
    return Array(groups.prefix(Int(max(0, count))))
  }
}

extension OpenDescriptor {
  /// Whether rights are given to single users or groups as well: the group's bits tell the most of them, not the group's.
  func hasAccessList() -> Bool {
    typealias Call = @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafeMutableRawPointer?, Int) -> Int
    guard let symbol = dlsym(nil, "getxattr") else { return true }
    // Right because: this is the call's own type; Swift does not import <sys/xattr.h>.
    let getxattr = unsafeBitCast(symbol, to: Call.self)
    // By this path also where the descriptor names the file alone.
    guard getxattr("/proc/self/fd/\(number)", "system.posix_acl_access", nil, 0) < 0 else { return true }
    return ![ENODATA, EOPNOTSUPP].contains(errno)
  }
}
