import Glibc

/// What is done to the names in a folder. It may have been opened for its name alone.
extension OpenDescriptor {
  /// `O_PATH` of <fcntl.h>: a descriptor that names a file or folder and needs no right to read it.
  public static let nameOnly: Int32 = 0o10000000
  /// `__O_TMPFILE` of <fcntl.h>.
  private static let unnamed: Int32 = 0o20000000

  /// Of what stands in this folder under a name, links not followed.
  public func metadata(of name: String) throws(SystemError) -> FileMetadata {
    var facts = stat()
    guard fstatat(number, name, &facts, AT_SYMLINK_NOFOLLOW) == 0 else { throw .last }
    return FileMetadata(facts)
  }

  /// Whether anything has the name, be it a link that leads nowhere.
  /// That it cannot be seen is no answer: a folder that we may not look into is not empty.
  public func has(_ name: String) throws(SystemError) -> Bool {
    do throws(SystemError) {
      _ = try metadata(of: name)
      return true
    } catch {
      if error.code == ENOENT { return false }
      throw error
    }
  }

  /// Whether the name leads to this very file.
  public func has(_ name: String, for file: FileMetadata) throws(SystemError) -> Bool {
    do throws(SystemError) {
      return try metadata(of: name).isSameFile(as: file)
    } catch {
      if error.code == ENOENT { return false }
      throw error
    }
  }

  /// All names but `.` and `..`, sorted.
  public func names() throws(SystemError) -> [String] {
    // A descriptor of its own: a listing goes on from where the last one ended.
    let opened = openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw .last }
    guard let stream = fdopendir(opened) else {
      let error = SystemError.last
      Glibc.close(opened)
      throw error
    }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
        })
      errno = 0
    }
    guard errno == 0 else { throw .last }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  /// Names onto the disk.
  public func syncNames() throws(SystemError) {
    do throws(SystemError) {
      try opening(".", O_RDONLY | O_DIRECTORY).sync()
    } catch {
      // Lustre, some NFS and FUSE have no such call for folders: they do at once what it is for, or nobody can.
      guard [EINVAL, ENOSYS, EOPNOTSUPP].contains(error.code) else { throw error }
    }
  }

  /// A new file on the folder's disk that has no name yet: without one it is gone with its descriptor.
  func makeUnnamedFile(mode: mode_t) throws(SystemError) -> OpenDescriptor {
    try opening(".", Self.unnamed | O_DIRECTORY | O_RDWR, mode: mode)
  }

  /// Gives a file without a name one in this folder, never in place of another.
  func give(_ name: String, to file: OpenDescriptor) throws(SystemError) {
    guard linkat(AT_FDCWD, "/proc/self/fd/\(file.number)", number, name, AT_SYMLINK_FOLLOW) == 0 else { throw .last }
  }

  func makeFolder(_ name: String) throws(SystemError) {
    guard mkdirat(number, name, 0o700) == 0 else { throw .last }
  }

  public func remove(_ name: String, isFolder: Bool = false) throws(SystemError) {
    guard unlinkat(number, name, isFolder ? AT_REMOVEDIR : 0) == 0 else { throw .last }
  }

  /// - Parameter folder: where it goes to; nil stays in this one.
  public func rename(_ name: String, to other: String, in folder: OpenDescriptor? = nil) throws(SystemError) {
    guard renameat(number, name, folder?.number ?? number, other) == 0 else { throw .last }
  }

  /// Where this symbolic link leads.
  func linkTarget() throws(SystemError) -> String {
    var buffer = [CChar](repeating: 0, count: 4_097)
    let count = readlinkat(number, "", &buffer, buffer.count)
    guard count >= 0 else { throw .last }
    return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Whether this process may make and remove names in the folder.
  func checkWritable() throws(SystemError) {
    guard faccessat(number, ".", W_OK | X_OK, AT_EACCESS) == 0 else { throw .last }
  }

  /// Bytes that are free for this user.
  public func freeSpace() throws(SystemError) -> UInt64 {
    var facts = statvfs()
    guard fstatvfs(number, &facts) == 0 else { throw .last }
    return UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
  }
}
