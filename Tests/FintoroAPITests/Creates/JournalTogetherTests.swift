import FintoroAPI
import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@Suite("The journal of creates and many at once")
struct JournalTogetherTests {
  let folder: TemporaryFolder
  let directory: String

  init() throws {
    folder = try TemporaryFolder()
    directory = folder.path + "/state/hooktop/creates"
  }

  @Test("Each of many that differ is opened, by one journal or by several", .timeLimit(.minutes(5)), arguments: [1, 8])
  func opened(journals: Int) async throws {
    let all = (0..<journals).map { _ in FileCreateJournal(directory: directory) }
    let entries = try await together(40) { number in
      try await all[number % journals].open(pendingCreate(key: "key-\(number)", body: Array("{\"n\":\(number)}".utf8)))
    }
    let listed = try await all[0].entries().compactMap(\.create)
    #expect(Set(listed.map(\.key)) == Set(entries.map(\.create.key)))
    #expect(listed.count == 40)
  }

  @Test("Of many that claim one entry, one gets it, and the next when that one lets it go", .timeLimit(.minutes(5)))
  func claimed() async throws {
    let directory = directory
    let journal = FileCreateJournal(directory: directory)
    _ = try await journal.open(pendingCreate())
    for _ in 0..<5 {
      let claims = try await together(20) { _ in
        try await FileCreateJournal(directory: directory).claim(IdempotencyKey(rawValue: "key-1"))
      }
      #expect(claims.count { $0 != nil } == 1)
    }
  }

  @Test("Sends that are noted at the same time keep each its own outcome", .timeLimit(.minutes(5)))
  func sends() async throws {
    let journal = FileCreateJournal(directory: directory)
    let entry = try await journal.open(pendingCreate())
    _ = try await together(100) { number in
      let send = try await entry.recordSend(at: now + Double(number))
      try await entry.recordOutcome(.refused(status: 400 + number), ofSend: send)
    }
    func check(_ create: PendingCreate) {
      #expect(create.sends.count == 100)
      for send in create.sends {
        #expect(send.outcome == .refused(status: 400 + Int(send.at.timeIntervalSince(now).rounded())))
      }
    }
    check(entry.create)
    check(try #require(try await journal.entries().first?.create))
  }
}
