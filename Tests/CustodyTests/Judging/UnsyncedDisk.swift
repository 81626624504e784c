import TestSupport

/// What a power cut would take away at a moment of a program's run, by the calls that it has made. Pure.
struct UnsyncedDisk {
  /// Files whose bytes and folders whose names are not surely on the disk.
  private(set) var paths: Set<String> = []

  /// The moments at which a program relies on the disk while something is not on it, as sentences; none is right.
  /// It relies on it where bytes leave the machine, where it prints, and where it removes or cuts what was there.
  static func mistakes(in calls: [TracedCall]) -> [String] {
    var disk = UnsyncedDisk()
    return calls.compactMap { call in
      defer { disk.take(call) }
      let matters = disk.paths.filter { path in
        switch call.name {
        // What was not finished is removed before it is begun anew.
        case "unlink": !call.what.hasSuffix("/.unfinished")
        case "write": ["socket", "output"].contains(call.what)
        case "ftruncate": path == call.what
        default: false
        }
      }
      return matters.isEmpty ? nil : "\(call), with \(matters.sorted().joined(separator: ", ")) not on the disk"
    }
  }

  private mutating func take(_ call: TracedCall) {
    switch call.name {
    case "write", "ftruncate", "fchmod":
      if !["socket", "output"].contains(call.what) { paths.insert(call.what) }
    case "make", "link", "rename", "mkdir": paths.insert(Self.folder(of: call.what))
    case "unlink":
      paths.remove(call.what)
      paths.insert(Self.folder(of: call.what))
    case "fsync": paths.remove(call.what)
    default: break
    }
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? path
  }
}
