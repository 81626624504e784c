import FintoroWebhooks
import Glibc
import TestSupport
import Testing

@testable import hooktop

@Suite("A disk without room")
struct FullDiskTests {
  /// A disk of a single page; nil where this process may not mount one.
  struct SmallDisk {
    let folder: TemporaryFolder

    init() async throws {
      folder = try TemporaryFolder()
      let run = try await ProcessRun.run(
        "mount", ["-t", "tmpfs", "-o", "size=4k,mode=0700", "tmpfs", folder.path])
      guard run.exit == .exited(0) else { throw TestFailure("no disk could be mounted: \(run.standardError)") }
    }

    /// Lazily, because a file on it may still be open.
    func unmount() async throws {
      let run = try await ProcessRun.run("umount", ["-l", folder.path])
      guard run.exit == .exited(0) else { throw TestFailure("the disk stays mounted: \(run.standardError)") }
    }

    static func mayMount() async -> Bool {
      guard geteuid() == 0, let disk = try? await SmallDisk() else { return false }
      try? await disk.unmount()
      return true
    }
  }

  @Test(
    "A full disk means that nothing is sent, and nothing is left behind",
    .enabled("mounting a small disk needs root and the right to mount", { await SmallDisk.mayMount() }))
  func full() async throws {
    let disk = try await SmallDisk()
    do {
      try disk.folder.write(String(repeating: "x", count: 4_096), to: "filler")
      let path = disk.folder.join("a.secret")
      #expect(throws: SecretFileProblem.noRoom(path)) {
        try SecretFile.reserve(path, key: IdempotencyKey(rawValue: "key"))
      }
      #expect(SecretFile.problem(reserving: path) == .noRoom(path))
      try await CustodyFixture.run { fixture in
        var order = fixture.order()
        order.destination = .file(path)
        let outcome = await fixture.custody.create(order)
        guard case .notSent(let problem, about: .secretFile) = outcome else {
          return #expect(Bool(false), "\(outcome)")
        }
        #expect(problem.contains("the disk is full"))
        #expect(await fixture.posts() == [])
        #expect(fixture.folder.everything.filter { $0 != "state" && $0 != "state/companies.json" } == [])
      }
      #expect(disk.folder.everything == ["filler"])
      try await disk.unmount()
    } catch {
      try? await disk.unmount()
      throw error
    }
  }

  @Test(
    "Room that was set aside takes the secret when the disk is full by then",
    .enabled("mounting a small disk needs root and the right to mount", { await SmallDisk.mayMount() }))
  func setAside() async throws {
    let disk = try await SmallDisk()
    do {
      let file = try SecretFile.reserve(disk.folder.join("a.secret"), key: IdempotencyKey(rawValue: "key"))
      #expect(throws: (any Error).self) {
        try OpenDescriptor(opening: disk.folder.join("filler"), O_WRONLY | O_CREAT, mode: 0o600).overwrite([1])
      }
      try file.save(SigningSecret("whsec_x"), as: .raw)
      #expect(disk.folder.text("a.secret") == "whsec_x")
      try await disk.unmount()
    } catch {
      try? await disk.unmount()
      throw error
    }
  }
}
