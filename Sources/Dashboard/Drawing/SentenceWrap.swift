import FintoroWebhooks
import TerminalUI

/// Breaks sentences into lines and keeps their emphasis.
enum SentenceWrap {
  /// Every sentence starts on a new line.
  static func lines(_ sentences: [Sentence], columns: Int) -> [[Phrase]] {
    sentences.flatMap { lines($0, columns: columns) }
  }

  static func lines(_ sentence: Sentence, columns: Int) -> [[Phrase]] {
    var lines: [[Phrase]] = [[]]
    var width = 0
    for word in words(sentence).flatMap({ pieces($0, columns: columns) }) {
      let needed = word.reduce(0) { $0 + DisplayWidth.of($1.text) }
      if width > 0, width + 1 + needed > columns {
        lines.append([])
        width = 0
      } else if width > 0 {
        lines[lines.count - 1].append(Phrase(" ", word.first?.emphasis ?? .plain))
        width += 1
      }
      lines[lines.count - 1] += word
      width += needed
    }
    return lines
  }

  /// The text between two blanks. Its phrases may differ in emphasis, such as a full stop after a bold word.
  private typealias Word = [Phrase]

  private static func words(_ sentence: Sentence) -> [Word] {
    var words: [Word] = []
    var word: Word = []
    for phrase in sentence.phrases {
      for (index, part) in phrase.text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
        if index > 0, !word.isEmpty {
          words.append(word)
          word = []
        }
        if !part.isEmpty { word.append(Phrase(String(part), phrase.emphasis)) }
      }
    }
    return gluingSeparators(word.isEmpty ? words : words + [word])
  }

  /// Joins a separating dot to the word before it, so that no line begins with one.
  private static func gluingSeparators(_ words: [Word]) -> [Word] {
    words.reduce(into: []) { words, word in
      if word.map(\.text) == ["·"], !words.isEmpty {
        words[words.count - 1].append(Phrase(" ·", word[0].emphasis))
      } else {
        words.append(word)
      }
    }
  }

  /// Cuts a word that is longer than a line.
  private static func pieces(_ word: Word, columns: Int) -> [Word] {
    guard word.reduce(0, { $0 + DisplayWidth.of($1.text) }) > columns else { return [word] }
    return word.flatMap { phrase in LineWrap.lines(phrase.text, columns: columns).map { [Phrase($0, phrase.emphasis)] }
    }
  }
}

extension Sentence {
  /// `invoices created paid · clients created`
  init(_ summaries: [EventSummary]) {
    self.init()
    phrases = summaries.enumerated().flatMap { index, summary in
      [
        Phrase((index == 0 ? "" : " ") + summary.resource),
        Phrase(" " + summary.verbs.joined(separator: " ") + (index == summaries.count - 1 ? "" : " ·"), .muted),
      ]
    }
  }
}
