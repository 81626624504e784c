import Glibc
import TestSupport
import Testing

@testable import NCursesTerminal

@Suite("Output to a terminal that reads slowly or not at all")
struct OutputQueueTests {
  @Test("What is not taken waits, and arrives whole and in order")
  func waits() throws {
    let pipe = try SlowReader()
    var queue = OutputQueue(pipe.writeEnd)
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    queue.send(Array(bytes[..<200_000]))
    #expect(!queue.isEmpty)
    queue.send(Array(bytes[200_000...]))
    var arrived = pipe.read()
    while !queue.isEmpty {
      queue.flush()
      arrived += pipe.read()
    }
    #expect(arrived == bytes)
  }

  @Test("At the end it is given up where nobody reads")
  func givesUp() throws {
    let pipe = try SlowReader()
    var queue = OutputQueue(pipe.writeEnd)
    queue.send([UInt8](repeating: 1, count: 200_000))
    queue.finish(patience: 20, unless: { false })
    #expect(queue.isEmpty)
    #expect(pipe.read().count < 200_000)
  }

  @Test("At the end it is not waited for once somebody else gives the terminal back")
  func isOver() throws {
    let pipe = try SlowReader()
    var queue = OutputQueue(pipe.writeEnd)
    queue.send([UInt8](repeating: 1, count: 200_000))
    queue.finish(patience: .max, limit: .max, unless: { true })
    #expect(queue.isEmpty)
  }

  @Test("What may be dropped is dropped before memory grows")
  func bounded() throws {
    let pipe = try SlowReader()
    var queue = OutputQueue(pipe.writeEnd)
    for _ in 0..<100 { queue.sendIfRoom([UInt8](repeating: 1, count: 100_000)) }
    var count = pipe.read().count
    while !queue.isEmpty {
      queue.flush()
      count += pipe.read().count
    }
    #expect((1_000_000...1_300_000).contains(count))
  }

  @Test("Bytes for a terminal that is gone are forgotten")
  func gone() throws {
    let pipe = try SlowReader()
    var queue = OutputQueue(pipe.readEnd)  // which cannot be written to
    queue.send([1, 2, 3])
    #expect(queue.isEmpty)
  }
}

/// A pipe whose writer never blocks, read when the test says so.
private final class SlowReader {
  let readEnd: Int32
  let writeEnd: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// All there is.
  func read() -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(readEnd, &buffer, buffer.count)
      guard count > 0 else { return all }
      all += buffer[..<count]
    }
  }
}
