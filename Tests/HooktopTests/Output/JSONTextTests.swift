import FintoroAPI
import Foundation
import TestSupport
import Testing

@Suite("JSON as it is printed")
struct JSONTextTests {
  @Test("Two spaces a level, empty ones in one line, and without blanks where it is compact")
  func layout() {
    let value = JSONValue.object([
      .init("a", .array([.int(1), .null])), .init("b", .object([])), .init("c", .array([])),
      .init("d", .object([.init("e", .bool(true))])),
    ])
    #expect(
      value.text == """
        {
          "a": [
            1,
            null
          ],
          "b": {},
          "c": [],
          "d": {
            "e": true
          }
        }

        """)
    #expect(value.compactText == #"{"a":[1,null],"b":{},"c":[],"d":{"e":true}}"#)
  }

  @Test(
    "What a terminal would obey is escaped, everything else stands as it is",
    arguments: [
      ("plain text ~ !", #""plain text ~ !""#), ("“á” → €", "\"“á” → €\""), ("\"\\/", #""\"\\/""#),
      ("\n\t\r", #""\n\t\r""#), ("\u{1B}[2J\u{7F}\u{0}", #""\u001b[2J\u007f\u0000""#), ("\u{202E}x", #""\u202ex""#),
      ("\u{E0001}", #""\udb40\udc01""#), ("😀", "\"😀\""), ("", "\"\""),
    ])
  func quoted(_ text: String, _ quoted: String) throws {
    #expect(JSONValue.quoted(text) == quoted)
    #expect(try JSONDecoder().decode(String.self, from: Data(quoted.utf8)) == text)
  }
}
