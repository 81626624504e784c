import Foundation
import TestSupport
import Testing

@testable import FintoroSandbox

@Suite("Where bytes stop being JSON")
struct JSONFaultTests {
  private static let document = #"""
    {"text": "a \"b\" \\ \n Žltá € 🐎", "list": [1, -20.5e+3, 0, true, false, null, {}, []],
     "nested": {"a": [[{"b": "c"}]]}}
    """#

  @Test("A document that is cut anywhere is cut, and whole it has no fault")
  func cut() {
    let bytes = Array(Self.document.utf8)
    #expect(JSONFault(in: bytes) == nil)
    for count in bytes.indices { #expect(JSONFault(in: bytes.prefix(count)) == .cut, "after \(count) bytes") }
  }

  @Test(
    "The place is that of the first byte that cannot stand there",
    arguments: [
      (#"{"a": yes}"#, 6), (#"{"a" 1}"#, 5), (#"{"a": 1,}"#, 8), ("[1 2]", 3), ("[01]", 2), ("[1.]", 3), ("[-]", 2),
      ("[tru]", 4), ("{} x", 3), ("[}", 1), ("\"a\u{1}\"", 2), (#""\x""#, 2), (#""\u12g4""#, 5),
    ])
  func place(text: String, at: Int) { #expect(JSONFault(in: text.utf8) == .unexpected(at: at)) }

  @Test("What is not UTF-8 is a fault at its first byte; a character that the end cuts is cut")
  func encoding() {
    #expect(JSONFault(in: Array("\"a".utf8) + [0xC3, 0x28, 0x22]) == .unexpected(at: 2))
    #expect(JSONFault(in: Array("\"a".utf8) + [0xFF]) == .unexpected(at: 2))
    #expect(JSONFault(in: Array("\"a".utf8) + [0xE2, 0x82]) == .cut)
  }

  @Test("Nesting may be as deep as it likes")
  func deep() { #expect(JSONFault(in: String(repeating: "[", count: 1_000_000).utf8) == .cut) }

  @Test("Foundation calls the same changed documents JSON")
  func agrees() {
    var generator = SeededGenerator(seed: 11)
    let bytes = Array(Self.document.utf8)
    let ascii = bytes.indices.filter { bytes[$0] < 0x80 }
    for round in 0..<3_000 {
      var changed = bytes
      for _ in 0...Int.random(in: 0...1, using: &generator) {
        guard let place = ascii.randomElement(using: &generator) else { continue }
        changed[place] = Array(#"{}[]",:\ 0-.e1tnx"#.utf8).randomElement(using: &generator) ?? 0
      }
      let isJSON = (try? JSONSerialization.jsonObject(with: Data(changed))) != nil
      #expect((JSONFault(in: changed) == nil) == isJSON, "\(round): \(String(decoding: changed, as: UTF8.self))")
    }
  }
}
