import Files
import Dispatch
import Synchronization
import TestSupport
import Testing

@testable import hooktop

/// Tasks that wait for each other inside one hooktop.
@Suite("Work that many wait for")
struct WorkTogetherTests {
  @Test("All that wait for critical work go on when the last of it has ended, and not before", .timeLimit(.minutes(5)))
  func critical() async throws {
    let work = CriticalWork()
    let gate = Gate()
    let ended = Count()
    async let results = together(20) { number in
      await work.run {
        await gate.wait()
        ended.add()
        return number
      } exitMessage: {
        "\($0)"
      }
    }
    while gate.waitingCount < 20 { await Task.yield() }
    async let waiters = together(20) { _ in
      await work.waitUntilDone()
      return ended.number
    }
    gate.open()
    #expect(try await waiters == Array(repeating: 20, count: 20))
    #expect(try await results.sorted() == Array(0..<20))
    #expect(!work.isUnderWay)
  }

  @Test("What critical work has to say is said once, though several ask for it at the end", .timeLimit(.minutes(5)))
  func exitMessages() async throws {
    let work = CriticalWork()
    let gates = (0..<8).map { _ in Gate() }
    let ended = Count()
    async let results: [Void] = together(8) { number in
      await work.run {
        await gates[number].wait()
      } exitMessage: {
        ended.add()
        return "word \(number)"
      }
    }
    while gates.contains(where: { $0.waitingCount == 0 }) { await Task.yield() }
    var asking: [Task<[String], Never>] = []
    for number in 0..<8 {
      asking.append(Task { await work.exitMessages() })
      // Words are made as soon as somebody listens.
      let heard = Count()
      while heard.number == 0 {
        await work.run {
        } exitMessage: {
          heard.add(); return "probe"
        }
      }
      gates[number].open()
      while ended.number <= number { await Task.yield() }
    }
    _ = try await results
    var messages: [String] = []
    for asker in asking { messages += await asker.value }
    #expect(messages.filter { $0 != "probe" } == (0..<8).map { "word \($0)" })
  }

  @Test("All that wait for a signal to end go on when the first comes", .timeLimit(.minutes(5)))
  func signal() async throws {
    let signal = TerminationSignal()
    let waiting = Count()
    async let signals = together(20) { _ in
      waiting.add()
      return await signal.next()
    }
    while waiting.number < 20 { await Task.yield() }
    signal.stop()
    #expect(try await signals == Array(repeating: nil, count: 20))
    #expect(await signal.next() == nil)
  }

  @Test("Many that block keep no other from running, such as the one that they wait for", .timeLimit(.minutes(5)))
  func blocking() async throws {
    let semaphore = DispatchSemaphore(value: 0)
    async let blocked: [Void] = together(40) { _ in await BlockingWork.run { semaphore.wait() } }
    async let last: [Void] = together(1) { _ in
      await BlockingWork.run { for _ in 0..<40 { semaphore.signal() } }
    }
    _ = try await last
    #expect(try await blocked.count == 40)
  }
}

/// Counted up by many.
private final class Count: Sendable {
  private let value = Mutex(0)
  var number: Int { value.withLock { $0 } }
  func add() { value.withLock { $0 += 1 } }
}
