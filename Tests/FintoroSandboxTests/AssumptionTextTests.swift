import FintoroSandbox
import Testing

@Suite("Choices of what the contract leaves open, as text")
struct AssumptionTextTests {
  @Test("Every row takes its standard and changes nothing by it")
  func standards() throws {
    for row in Assumption.table {
      var assumptions = Assumptions()
      try assumptions.choose(row.name, row.defaultAnswer)
      #expect(assumptions == Assumptions())
    }
    #expect(Set(Assumption.table.map(\.name)).count == Assumption.table.count)
  }

  @Test(
    "Every other choice makes a difference",
    arguments: [
      "last-failure-at=every-attempt", "key-life=24h", "key-life=forever", "same-payload=json", "key-in-work=500",
      "remember-refusals=no", "disabling-sets-disabled-at=yes", "enabling-clears-disabled-at=yes",
      "rotating-moves-updated-at=yes", "read-token-lists=yes", "unauthenticated=json", "unauthenticated=bare",
      "unauthenticated=page",
    ])
  func others(text: String) throws {
    var assumptions = Assumptions()
    try assumptions.choose(text)
    #expect(assumptions != Assumptions())
  }

  @Test(
    "What cannot be read is told with what was expected",
    arguments: [
      ("", "expected NAME=CHOICE"), ("read-token-lists", "expected NAME=CHOICE"),
      ("moon=yes", "what is open is last-failure-at, key-life"), ("read-token-lists=maybe", "expected yes or no"),
      ("key-life=0s", "a time such as 90s"), ("key-in-work=404", "expected 409 or 500"),
      ("unauthenticated=", "expected basic, json, bare or page"),
    ])
  func refused(text: String, expected: String) throws {
    var assumptions = Assumptions()
    let error = try #require(throws: AssumptionTextError.self) { try assumptions.choose(text) }
    #expect(error.description.contains(expected))
    #expect(assumptions == Assumptions())
  }

  @Test("The help says every row, its standard and why")
  func help() {
    for row in Assumption.table {
      #expect(Assumptions.help.contains("\(row.name)=\(row.defaultAnswer)\n"))
      #expect(Assumptions.help.contains(row.reason))
    }
  }

  @Test(
    "Lengths of time are read and written", arguments: [("40s", 40), ("5m", 300), ("2h", 7200), ("3d", 259_200)])
  func spans(text: String, seconds: Double) {
    #expect(SpanText.seconds(text) == seconds)
    #expect(SpanText.text(seconds) == text)
  }

  @Test("Other texts are no length of time", arguments: ["", "5", "m", "nan s", "0x5s", "1e3s", "5 m", "--5s", "infd"])
  func noSpan(text: String) {
    #expect(SpanText.seconds(text) == nil)
  }
}
