import Synchronization
import TestSupport
import Testing

@testable import FintoroSandbox

@Suite("A sandbox that many stop, and an alarm that many ring")
struct ServerTogetherTests {
  @Test("Each of many that stop it goes on when it has stopped, its state kept", .timeLimit(.minutes(5)))
  func stopped() async throws {
    let memory = MemoryStorage()
    let server = try await SandboxServer.start(SandboxConfiguration(state: try memory.storage))
    let port = server.port
    _ = try await together(8) { _ in
      await server.stop()
      #expect(!memory.bytes.isEmpty)
    }
    let next = try await SandboxServer.start(SandboxConfiguration(port: port))
    await next.stop()
  }

  @Test("The one who waits misses nothing that many ring for", .timeLimit(.minutes(5)))
  func rung() async throws {
    let alarm = Alarm { _ in }
    let count = Mutex(0)
    async let ringing: [Void] = together(8) { _ in
      for _ in 0..<500 {
        count.withLock { $0 += 1 }
        alarm.ring()
        await Task.yield()
      }
    }
    while count.withLock({ $0 }) < 4_000 {
      guard await alarm.wait(until: nil) else { throw TestFailure("a ring was lost") }
    }
    _ = try await ringing
  }
}
