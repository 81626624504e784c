import Glibc

/// What can be said of a path without opening it.
public enum FilePath {
  /// Where it leads, links followed; nil where nothing is.
  public static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// What a symbolic link says; nil where there is none.
  public static func linkTarget(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4_097)
    let count = readlink(path, &buffer, buffer.count)
    return count < 0 ? nil : String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Whether anything is there. Links are not followed, so that a dangling one counts too.
  public static func exists(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0
  }

  /// Whether it leads to a plain file, links followed.
  public static func isFile(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
  }

  /// An absolute path as the folder and the name in it.
  public static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    let folder = String(path[..<slash])
    return (folder.isEmpty ? "/" : folder, String(path[path.index(after: slash)...]))
  }

  public static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// What is in a folder, sorted; nothing where there is none.
  public static func names(in folder: String) throws(SystemError) -> [String] {
    do throws(SystemError) {
      return try OpenDescriptor(opening: folder, OpenDescriptor.nameOnly | O_DIRECTORY).names()
    } catch {
      if error.code == ENOENT { return [] }
      throw error
    }
  }

  /// Whether it can be the name of a file in a folder.
  public static func isName(_ name: String) -> Bool {
    !["", ".", ".."].contains(name) && !name.contains("/") && !name.contains("\0") && name.utf8.count <= 255
  }
}
