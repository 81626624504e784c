import FintoroWebhooks
import Testing

@Suite("Whether a profile's company is still the one it was pinned to")
struct WriteLockTests {
  typealias Company = CompanyIdentity

  @Test(
    "Ids decide where both are known; else the names do",
    arguments: [
      ("Acme", 15, "Acme", 15, "free"), ("Acme", 15, "Acme", 16, "other"), ("Acme", 15, "Beta", 16, "other"),
      ("Acme", 15, "Acme a.s.", 15, "renamed"), ("Acme", nil, "Acme", 15, "free"), ("Acme", 15, "Acme", nil, "free"),
      ("Acme", nil, "Beta", 15, "other"), ("Acme", 15, "Beta", nil, "other"), ("Acme", nil, "Beta", nil, "other"),
    ] as [(String, Int?, String, Int?, String)])
  func compare(pinned: String, pinnedID: Int?, now: String, nowID: Int?, expected: String) {
    let lock = WriteLock.comparing(Company(name: pinned, id: pinnedID), with: Company(name: now, id: nowID))
    let word =
      switch lock {
      case nil: "free"
      case .otherCompany: "other"
      case .otherCompanyThanAtStart: "other than at start"
      case .renamedCompany: "renamed"
      default: "?"
      }
    #expect(word == expected)
  }
}
