import Dispatch
import Glibc
import Testing

@testable import Files

@Suite("Blocking work")
struct BlockingWorkTests {
  @Test("of many callers at once goes on side by side, none on the pool's few threads")
  func many() async {
    let count = 16
    let arrived = DispatchGroup()
    for _ in 1...count { arrived.enter() }
    // Each waits until all are there: one thread too few, and none would ever go on.
    let met = await withTaskGroup(of: Bool.self) { group in
      for _ in 1...count {
        group.addTask {
          await BlockingWork.run {
            arrived.leave()
            return arrived.wait(timeout: .now() + 300) == .success
          }
        }
      }
      return await group.reduce(0) { $1 ? $0 + 1 : $0 }
    }
    #expect(met == count)
  }

  @Test("hands on what it throws, as it is")
  func throwing() async {
    await #expect(throws: SystemError(code: EIO)) {
      try await BlockingWork.run { () throws(SystemError) in throw SystemError(code: EIO) }
    }
  }

  @Test("on threads of their own holds up nothing else, however long it takes")
  func ownThreads() async {
    let done = DispatchSemaphore(value: 0)
    // More than the pool has threads, each waiting for the work that comes after it.
    async let waiting = withTaskGroup(of: Bool.self) { group in
      for _ in 1...80 {
        group.addTask {
          await BlockingWork.runOnOwnThread(named: "waiting") { done.wait(timeout: .now() + 300) == .success }
        }
      }
      return await group.reduce(true) { $0 && $1 }
    }
    for _ in 1...80 { await BlockingWork.run { _ = done.signal() } }
    #expect(await waiting)
  }

  @Test("has let go of what it held when its caller goes on")
  func letsGo() async {
    final class Held: Sendable {}
    for _ in 1...500 {
      var held: Held? = Held()
      weak let kept = held
      await BlockingWork.run { [held] in withExtendedLifetime(held) {} }
      held = nil
      #expect(kept == nil)
    }
  }
}
