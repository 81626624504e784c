import Glibc
import TestSupport
import Testing

@testable import Files

@Suite("A safe folder")
struct SafeFolderTests {
  let folder: TemporaryFolder
  /// Members of no group.
  let alone = FileTrust(user: geteuid(), isRoot: { $0 == 0 }, isOwnGroup: { _ in false })
  /// The group of every folder is our own.
  let withGroup = FileTrust(user: geteuid(), isRoot: { $0 == 0 }, isOwnGroup: { _ in true })

  init() throws { folder = try TemporaryFolder() }

  private func problem(_ name: String, _ trust: FileTrust, followsLink: Bool = true) -> FolderProblem? {
    do throws(FolderProblem) {
      _ = try SafeFolder.open(folder.join(name), createIfMissing: true, followsLink: followsLink, trust: trust)
      return nil
    } catch {
      return error
    }
  }

  @Test("is no one's to write in but ours, nor is any above it; a group of our own is nobody else")
  func groups() throws {
    for name in ["own", "above"] { try folder.makeFolder(name, mode: 0o770) }
    try folder.makeFolder("above/own")
    for (name, bad) in [("own", "own"), ("above/own", "above"), ("above/new/new", "above")] {
      #expect(problem(name, alone) == .shared(folder.join(bad)))
      #expect(problem(name, withGroup) == nil)
    }
    chmod(folder.join("above"), 0o772)
    #expect(problem("above/own", withGroup) == .shared(folder.join("above")))
  }

  @Test("may lie below a sticky folder, and is none itself")
  func sticky() throws {
    try folder.makeFolder("shared", mode: 0o1777)
    #expect(problem("shared", alone) == .shared(folder.join("shared"), isOnesOwn: false))
    #expect(problem("shared/mine", alone) == nil)
    #expect(mode(folder.join("shared/mine")) == 0o700)
  }

  @Test("belongs to us, and those above it to us or root, by whatever number root is shown")
  func owners() throws {
    try folder.makeFolder("mine")
    let stranger = FileTrust(user: 12_345, isRoot: { $0 == 0 }, isOwnGroup: { _ in false })
    // /tmp is root's and sticky; below it come two folders of ours.
    let ours = [folder.path, folder.join("mine")].map { UnsafeFolder($0, .foreign(owner: geteuid())) }
    if geteuid() != 0 { #expect(problem("mine", stranger) == .unsafe(ours)) }
    let shown = FileTrust(user: 12_345, isRoot: { [0, geteuid()].contains($0) }, isOwnGroup: { _ in false })
    #expect(problem("mine", shown) == .foreign(folder.join("mine"), geteuid()))
    #expect(problem("mine", alone) == nil)
  }

  @Test("Every folder of a path that is not safe is told, and nothing is made below one")
  func all() throws {
    for (name, mode) in [("a", 0o777), ("a/b", 0o700), ("a/b/c", 0o722), ("a/b/c/team", 0o2777)] as [(String, UInt32)] {
      try folder.makeFolder(name, mode: mode)
    }
    let expected = [
      UnsafeFolder(folder.join("a"), .writableByOthers, isOnesOwn: true),
      UnsafeFolder(folder.join("a/b/c"), .writableByOthers, isOnesOwn: true),
      UnsafeFolder(folder.join("a/b/c/team"), .writableByOthers),
    ]
    for name in ["a/b/c/team", "a/b/c/team/new/newer"] {
      #expect(problem(name, alone) == .unsafe(expected))
      #expect(SafeFolder.problem(folder.join(name), trust: alone) == .unsafe(expected))
    }
    try folder.write("", to: "a/file")
    #expect(problem("a/file/x", alone) == .unsafe([expected[0]]))
    #expect(!folder.everything.contains("a/b/c/team/new"))
  }

  @Test("is itself no link where that is asked for; on the way there may be some")
  func links() throws {
    try folder.makeFolder("real")
    symlink("real", folder.join("link"))
    #expect(problem("link", alone) == nil)
    #expect(problem("link", alone, followsLink: false) == .isLink(folder.join("link")))
    #expect(problem("link/new", alone, followsLink: false) == nil)
    #expect(folder.everything.contains("real/new"))
  }

  @Test("that is missing is told as such, and is not made by looking")
  func missing() throws {
    let problem = #expect(throws: FolderProblem.self) {
      try SafeFolder.open(folder.join("a/b"), createIfMissing: false)
    }
    #expect(problem?.isMissing == true)
    #expect(SafeFolder.problem(folder.join("a/b")) == nil)
    #expect(folder.everything == [])
  }

  @Test("is made by many at once, and is there for each of them")
  func together() async throws {
    let path = folder.join("one/two/three")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...32 {
        group.addTask {
          try await BlockingWork.run {
            let folder = try SafeFolder.open(path, createIfMissing: true)
            _ = try NewFile.make(String(number), in: folder.descriptor) { _ throws(SystemError) in }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try FilePath.names(in: path).count == 32)
  }

  @Test(
    "has rights for its group alone: one that a list of rights names is somebody else",
    .enabled("the disk must keep lists of rights", { await ListOfRights.canBeMade() }))
  func accessList() async throws {
    let path = try folder.makeFolder("listed", mode: 0o770)
    #expect(problem("listed", withGroup) == nil)
    try await ListOfRights.give(12_345, rightsIn: path)
    #expect(problem("listed", withGroup) == .shared(path))
  }
}

extension FolderProblem {
  /// One folder that others may write in.
  static func shared(_ path: String, isOnesOwn: Bool = true) -> FolderProblem {
    .unsafe([UnsafeFolder(path, .writableByOthers, isOnesOwn: isOnesOwn)])
  }

  static func foreign(_ path: String, _ owner: uid_t, isOnesOwn: Bool = false) -> FolderProblem {
    .unsafe([UnsafeFolder(path, .foreign(owner: owner), isOnesOwn: isOnesOwn)])
  }
}

/// Rights for single users, as `setfacl` gives them: a file system's own tool is not everywhere, Python mostly is.
enum ListOfRights {
  static func give(_ user: uid_t, rightsIn path: String) async throws {
    // Version 2, then an entry each: tag, rights, id. Owner, user, group, mask, others.
    let script = """
      import os, struct, sys
      none = 0xFFFFFFFF
      entries = [(1, 7, none), (2, 7, int(sys.argv[2])), (4, 7, none), (16, 7, none), (32, 0, none)]
      value = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *e) for e in entries)
      os.setxattr(sys.argv[1], "system.posix_acl_access", value)
      """
    let run = try await ProcessRun.run("python3", ["-c", script, path, String(user)])
    guard run.exit == .exited(0) else { throw TestFailure("\(run)") }
  }

  static func canBeMade() async -> Bool {
    guard let folder = try? TemporaryFolder(), let path = try? folder.makeFolder("listed") else { return false }
    return (try? await give(12_345, rightsIn: path)) != nil
  }
}
