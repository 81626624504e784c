import Foundation
import TestSupport
import Testing

/// Words are reviewed as words: every text of three words or more that hooktop can say stands in one file.
@Suite("Sentences")
struct SentenceTests {
  private static let modules = ["Dashboard", "FintoroWebhooks", "FintoroAPI", "Files", "hooktop"]

  private static func sentences() throws -> [(module: String, file: String, texts: [String])] {
    try modules.flatMap { module in
      try SourceLiterals(module: module).texts().map { file, texts in
        (module, file, texts.filter { $0.split(separator: " ").filter(isWord).count >= 3 })
      }.filter { !$0.texts.isEmpty }
    }
  }

  private static func isWord(_ text: Substring) -> Bool { text.contains(where: \.isLetter) }

  @Test("All of them, by the file that says them")
  func listed() throws {
    let text = try Self.sentences().map { module, file, texts in
      "# \(module)/\(file)\n" + texts.map { "\($0)\n" }.joined()
    }.joined(separator: "\n")
    assertSnapshot(text, named: "sentences")
  }

  @Test("None has more than 22 words")
  func short() throws {
    for (module, file, texts) in try Self.sentences() {
      for sentence in texts.flatMap(Self.split) where sentence.split(separator: " ").filter(Self.isWord).count > 22 {
        Issue.record("\(module)/\(file): \(sentence)")
      }
    }
  }

  @Test("A thing has one word, and none of the others is used")
  func oneWord() throws {
    for (module, file, texts) in try Self.sentences() {
      for text in texts where !Self.exceptions.contains(where: { text.contains($0) }) {
        let padded = Self.padded(text)
        for (words, instead) in Self.forbidden {
          for word in words where padded.contains(" \(word) ") {
            Issue.record("\(module)/\(file) says \(word), not \(instead): \(text)")
          }
        }
      }
    }
  }

  /// What ends a sentence: a full stop, a question mark, a colon or a semicolon before a blank, or a blank line.
  private static func split(_ text: String) -> [String] {
    text.replacing(/(?<end>[.?!:;])\s/) { "\($0.end)\n" }.split(separator: "\n").map(String.init)
  }

  /// Words by which a command is found: people type what they know from elsewhere.
  private static let exceptions = ["disable enable pause resume", "search find grep"]

  private static let forbidden: [(words: [String], instead: String)] = [
    (["mend", "mends", "mended"], "fix"),
    (["pause", "paused", "pausing", "switched off"], "disable, disabled"), (["dead"], "no longer valid"),
    (["narrow", "narrowed"], "filter"),
    (["hearer", "hearers", "hear", "hears", "heard"], "subscriber, not subscribed"),
    (["on hold"], "refreshing stopped"), (["finding", "findings"], "problems"),
    (["take over", "taken over"], "copied, adopted or used"),
    (["as it is", "as before", "go on editing"], "cancel, or unchanged"), (["receiver"], "endpoint"),
  ]

  /// Words of a text with blanks around each, so that a word is not found inside another one.
  private static func padded(_ text: String) -> String {
    " " + text.lowercased().split { !$0.isLetter }.joined(separator: " ") + " "
  }
}
