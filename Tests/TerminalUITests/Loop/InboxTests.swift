import TerminalUI
import TestSupport
import Testing

@Suite("The inbox and many that post at once")
struct InboxTests {
  @Test(
    "Everything arrives, each sender's in its order, and nothing lies there without a wake-up", .timeLimit(.minutes(5)))
  func posted() async throws {
    let inbox = Inbox<[Int]>()
    async let sending: [Void] = together(8) { sender in
      for number in 0..<1_000 { inbox.post([sender, number]) }
    }
    let loop = try await together(1) { _ in
      try await onOwnThread {
        var received: [[Int]] = []
        while received.count < 8_000 {
          inbox.wakeUp.wait()
          received += inbox.drain()
        }
        return received
      }
    }
    let received = loop[0]
    _ = try await sending
    for sender in 0..<8 {
      #expect(received.filter { $0[0] == sender }.map { $0[1] } == Array(0..<1_000))
    }
  }
}
