import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@testable import History

@Suite("The text that a definition is kept as")
struct DefinitionTextTests {
  private static let texts = [
    "", "ERP sync", "https://erp.acme.sk/hooks/fintoro?a=1&b=~", "á", "a \"b\"", "back\\slash", "line\nend", "\u{7F}",
    "\u{0}",
    "“→ 😀”", "\u{2028}", "/",
  ]

  private static func definition(_ generator: inout SeededGenerator) -> Definition {
    func text() -> String { texts.randomElement(using: &generator) ?? "" }
    func maybe() -> String? { Bool.random(using: &generator) ? text() : nil }
    func time() -> Timestamp {
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: .never
      case 1: .absent
      case 2: .unreadable(text())
      default: Timestamp(Date(timeIntervalSince1970: Double.random(in: -1e9..<3e9, using: &generator)))
      }
    }
    return Definition(
      Subscription(
        id: 801, name: maybe(), url: text(), isActive: Bool.random(using: &generator),
        subscribedEvents: (0..<Int.random(in: 0..<4, using: &generator)).map { _ in EventType(text()) },
        disabledAt: time(), disabledReason: maybe(), createdAt: time(), nameProblem: maybe(), eventsProblem: maybe()))
  }

  @Test("It is the encoder's, whichever way it is made: what was kept before is not changed by it", arguments: 0..<40)
  func same(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let definition = Self.definition(&generator)
      #expect(definition.text == definition.encodedText)
      #expect(Definition(text: definition.text) == definition)
    }
  }

  @Test("Ordinary texts need no encoder")
  func plain() {
    let ordinary = Subscription(
      id: 801, name: "ERP sync", url: "https://erp.acme.sk/hooks", subscribedEvents: [EventType("invoices.paid")],
      createdAt: Timestamp(Date(timeIntervalSince1970: 1_800_000_000)))
    #expect(Definition(ordinary).plainText == Definition(ordinary).encodedText)
    var quoted = ordinary
    quoted.name = "“ERP”"
    #expect(Definition(quoted).plainText == nil)
  }

  @Test("A long text is kept to its limit, by characters")
  func long() {
    let long = Subscription(
      id: 801, name: String(repeating: "á", count: 5_000), url: "https://erp.acme.sk",
      subscribedEvents: [EventType(String(repeating: "é", count: 150))])
    #expect(Definition(long).name?.count == 4_096)
    #expect(Definition(long).events.first?.count == 150)
  }
}
