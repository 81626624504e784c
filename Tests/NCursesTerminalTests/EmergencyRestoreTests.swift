import Glibc
@testable import NCursesTerminal
import TestSupport
import Testing

@Suite("Giving the terminal back in an emergency")
struct EmergencyRestoreTests {
  @Test("However many threads do it at once, the terminal gets its bytes once")
  func once() async throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let (readEnd, writeEnd) = (ends[0], ends[1])
    defer { [readEnd, writeEnd].forEach { close($0) } }
    // Never freed, as in the program.
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 4)
    bytes.update(repeating: UInt8(ascii: "!"), count: 4)
    let attributes = try #require(calloc(1, MemoryLayout<termios>.size)).assumingMemoryBound(to: termios.self)
    let plan = UnsafeMutablePointer<EmergencyRestore.Plan>.allocate(capacity: 1)
    plan.initialize(
      to: .init(bytes: bytes, count: 4, output: writeEnd, input: -1, attributes: attributes))
    EmergencyRestore.arm(plan)
    _ = try await together(16) { _ in try await onOwnThread { EmergencyRestore.fire() } }
    var read = [UInt8](repeating: 0, count: 64)
    #expect(Glibc.read(readEnd, &read, read.count) == 4)
    #expect(EmergencyRestore.hasFired)
  }
}
