import Files
import FintoroWebhooks
import Glibc
import TestSupport
import Testing

@testable import hooktop

@Suite("A disk without room")
struct FullDiskTests {
  /// A disk of a single page.
  struct SmallDisk {
    let folder: TemporaryFolder
    private let disk: MountedDisk

    init() async throws {
      folder = try TemporaryFolder()
      disk = try await MountedDisk.mount(over: folder.path, options: "size=4k")
    }

    func unmount() async throws { try await disk.unmount() }
  }

  @Test(
    "A full disk means that nothing is sent, and nothing is left behind",
    .enabled("mounting a small disk needs root and the right to mount", { await MountedDisk.mayMount() }))
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
        var request = fixture.request()
        request.destination = .file(path)
        let problem = try await fixture.creates.create(request).notSent(about: .secretFile)
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
    .enabled("mounting a small disk needs root and the right to mount", { await MountedDisk.mayMount() }))
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
