import FintoroAPI
import FintoroWebhooks
import Foundation
import Testing

@testable import hooktop

@Suite("Which pending creates may be finished from here")
struct ResumeRuleTests {
  func entry(name: String = "Acme", id: Int? = 15, baseURL: String = BaseURL.production.text) -> PendingCreate {
    PendingCreate(
      key: IdempotencyKey(rawValue: "key"), body: Array(#"{"name":"ERP","url":"https://h.example"}"#.utf8),
      baseURL: baseURL, profile: nil, company: .init(name: name, id: id),
      startedAt: Date(timeIntervalSince1970: 1_800_000_000),
      secretFile: .init(path: "/s", device: 1, inode: 2, format: .raw))
  }

  @Test(
    "Base URL and company must be the entry's; a renamed company is the same one by its id",
    arguments: [
      ("Acme", 15, true), ("Acme", nil, true), ("Acme Slovakia", 15, true), ("Acme", 16, false), ("Beta", nil, false),
      ("Beta", 16, false),
    ] as [(String, Int?, Bool)])
  func company(_ name: String, _ id: Int?, _ may: Bool) {
    #expect(ResumeRule.canResume(entry(), baseURL: .production, company: .init(name: name, id: id)) == may)
  }

  @Test("An entry that knows no id goes by the name")
  func nameOnly() {
    #expect(ResumeRule.canResume(entry(id: nil), baseURL: .production, company: .init(name: "Acme", id: 15)))
    #expect(!ResumeRule.canResume(entry(id: nil), baseURL: .production, company: .init(name: "Beta", id: 15)))
  }

  @Test("Another address never finishes it, whatever the company")
  func address() throws {
    let here = try BaseURL("https://other.example/v1")
    #expect(!ResumeRule.canResume(entry(), baseURL: here, company: .init(name: "Acme", id: 15)))
  }

  @Test("A summary has the name people know, and says when somebody works on it")
  func summary() {
    func standing(_ seconds: Double, isLocked: Bool = false) -> PendingSummary.Standing {
      PendingSummary(
        entry(), isLocked: isLocked, now: Date(timeIntervalSince1970: 1_800_000_000 + seconds), baseURL: .production,
        company: .init(name: "Acme", id: 15)
      ).standing
    }
    #expect(standing(60) == .resumable)
    #expect(standing(60, isLocked: true) == .busy)
    #expect(standing(3_301) == .stale(.keyExpired))
    #expect(
      PendingSummary(entry(), isLocked: false, now: .distantPast, baseURL: .production, company: nil).label == "ERP")
  }
}
