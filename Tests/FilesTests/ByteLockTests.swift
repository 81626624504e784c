import Files
import Foundation
import Glibc
import TestSupport
import Testing

@Suite("Locks of single bytes")
struct ByteLockTests {
  @Test("Of many openings at once one has a byte, until it unlocks it or closes its last descriptor")
  func one() async throws {
    let folder = try TemporaryFolder()
    let path = folder.join("runs")
    func opening() throws -> OpenDescriptor { try OpenDescriptor(opening: path, O_RDWR | O_CREAT, mode: 0o600) }
    for byte in [0, 1, 802, Int64.max] {
      let openings = try (0..<20).map { _ in try opening() }
      let won = try await withThrowingTaskGroup(of: Int?.self) { group in
        for (index, opening) in openings.enumerated() {
          group.addTask { try opening.tryLockByte(byte) ? index : nil }
        }
        return try await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
      }
      #expect(won.count == 1)
      let (other, another) = (try opening(), try opening())
      #expect(try !other.tryLockByte(byte))
      #expect(try other.tryLockByte(byte == 1 ? 2 : 1))
      // Another program's descriptor of the same opening, as a command has it.
      let held = openings[won[0]].lend { fcntl($0, F_DUPFD_CLOEXEC, 3) }
      try openings[won[0]].close()
      #expect(try !another.tryLockByte(byte))
      close(held)
      // A program that another test starts at this moment has all descriptors until it runs.
      let deadline = ContinuousClock.now + patience
      while try !another.tryLockByte(byte) {
        guard ContinuousClock.now < deadline else { throw TestFailure("byte \(byte) stays locked") }
        await Task.yield()
      }
      another.unlockByte(byte)
      #expect(try openings[won[0] == 0 ? 1 : 0].tryLockByte(byte))
    }
  }
}
