import Dispatch
import TestSupport
import Testing

@testable import FintoroSandbox

@Suite("Many changes at once are kept")
struct StateWriterTests {
  private let store = SandboxStore(SandboxConfiguration(scenario: .empty), random: SandboxRandom(seed: 1))
  private let draft = SubscriptionDraft(
    name: "ERP sync", url: "https://erp.acme.sk/hooks", isActive: true, subscribedEvents: ["invoices.paid"])

  @Test(
    "Eight that change one thing after the other at once go on, each when its change is kept",
    .timeLimit(.minutes(5)))
  func changes() async throws {
    let memory = MemoryStorage()
    let keep = try memory.storage.save
    let writer = StateWriter(
      store: store,
      storage: StateStorage(saved: nil) { bytes in
        // As a file is written: on another thread.
        await withCheckedContinuation { written in DispatchQueue.global().async { written.resume() } }
        return await keep(bytes)
      })
    let kept = try await together(8) { [store, draft] _ in
      var kept = 0
      for _ in 0..<50 {
        let secret = await store.create(draft, .acme).secret
        if await writer.settle(), memory.text.contains(secret) { kept += 1 }
      }
      return kept
    }
    #expect(kept == Array(repeating: 50, count: 8))
  }

  @Test("A write that fails is told to each whose change was in it", .timeLimit(.minutes(5)))
  func failure() async throws {
    let writer = StateWriter(store: store, storage: StateStorage(saved: nil) { _ in false })
    let isKept = try await together(100) { [store, draft] _ in
      _ = await store.create(draft, .acme)
      return await writer.settle()
    }
    #expect(isKept == Array(repeating: false, count: 100))
  }

  @Test("A write that fails is not told to those who changed something after it began", .timeLimit(.minutes(5)))
  func laterChanges() async throws {
    let (begun, beginning) = AsyncStream<Void>.makeStream()
    let (ends, ending) = AsyncStream<Bool>.makeStream()
    let memory = MemoryStorage()
    let whenItEnds = try memory.storage.save
    let writer = StateWriter(
      store: store,
      storage: StateStorage(saved: nil) { bytes in
        beginning.yield()
        for await succeeds in ends where !succeeds { return false }
        return await whenItEnds(bytes)
      })
    let first = Task { await writer.settle() }
    for await _ in begun { break }
    async let later = together(50) { [store, draft] _ in
      let secret = await store.create(draft, .acme).secret
      ending.yield(false)
      ending.finish()
      let isSafe = await writer.settle()
      return isSafe && memory.text.contains(secret)
    }
    #expect(try await later == Array(repeating: true, count: 50))
    #expect(await first.value == false)
  }
}
