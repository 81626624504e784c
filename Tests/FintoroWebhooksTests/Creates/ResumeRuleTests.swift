import FintoroWebhooks
import Foundation
import Testing

@Suite("Which pending creates may be finished from here")
struct ResumeRuleTests {
  static let here = "https://app.fintoro.sk/api/public/v1"

  func entry(name: String = "Acme", id: Int? = 15, secretPath: String = "/s") -> PendingCreate {
    PendingCreate(
      key: IdempotencyKey(rawValue: "key"), body: Array(#"{"name":"ERP","url":"https://h.example"}"#.utf8),
      baseURL: Self.here, profile: nil, company: .init(name: name, id: id),
      startedAt: Date(timeIntervalSince1970: 1_800_000_000),
      secretFile: .init(path: secretPath, device: 1, inode: 2, format: .raw))
  }

  func mayResume(_ entry: PendingCreate, _ company: CompanyIdentity, at baseURL: String = here) -> Bool {
    entry.obstacle(baseURL: baseURL, company: company) == nil
  }

  @Test(
    "Base URL and company must be the entry's; a renamed company is the same one by its id",
    arguments: [
      ("Acme", 15, true), ("Acme", nil, true), ("Acme Slovakia", 15, true), ("Acme", 16, false), ("Beta", nil, false),
      ("Beta", 16, false),
    ] as [(String, Int?, Bool)])
  func company(_ name: String, _ id: Int?, _ may: Bool) {
    #expect(mayResume(entry(), .init(name: name, id: id)) == may)
  }

  @Test("An entry that knows no id goes by the name")
  func nameOnly() {
    #expect(mayResume(entry(id: nil), .init(name: "Acme", id: 15)))
    #expect(!mayResume(entry(id: nil), .init(name: "Beta", id: 15)))
  }

  @Test("Another address never finishes it, whatever the company")
  func address() {
    #expect(!mayResume(entry(), .init(name: "Acme", id: 15), at: "https://other.example/v1"))
  }

  @Test("A listed create says when somebody works on it, when it is too old, and when only a command can finish it")
  func statuses() {
    func status(
      _ seconds: Double, isLocked: Bool = false, secretPath: String = "/s", id: Int = 15
    ) -> FoundCreate.Status {
      entry(secretPath: secretPath).status(
        isLocked: isLocked, now: Date(timeIntervalSince1970: 1_800_000_000 + seconds), baseURL: Self.here,
        company: .init(name: "Acme", id: id))
    }
    #expect(status(60) == .resumable)
    #expect(status(60, secretPath: "-") == .toBePrinted)
    #expect(status(60, isLocked: true) == .busy)
    #expect(status(60, id: 16) == .foreign(.otherCompany("Acme")))
    #expect(status(3_301) == .stale(.keyExpired))
    #expect(status(-1) == .stale(.clockSetBack))
  }
}
