import FintoroWebhooks
import TerminalUI

/// Breaking sentences into lines without losing their emphasis.
enum SentenceWrap {
  /// Every sentence starts on a line of its own.
  static func lines(_ sentences: [Sentence], columns: Int) -> [[Phrase]] {
    sentences.flatMap { lines($0, columns: columns) }
  }

  static func lines(_ sentence: Sentence, columns: Int) -> [[Phrase]] {
    var lines: [[Phrase]] = [[]]
    var width = 0
    for word in words(sentence) {
      for (index, line) in LineWrap.lines(word.text, columns: columns).enumerated() {
        let needed = DisplayWidth.of(line)
        let gap = width > 0 && word.isAfterBlank && index == 0 ? 1 : 0
        if index > 0 || (width > 0 && width + gap + needed > columns) {
          lines.append([])
          width = 0
        } else if gap == 1 {
          lines[lines.count - 1].append(Phrase(" ", word.emphasis))
          width += 1
        }
        lines[lines.count - 1].append(Phrase(line, word.emphasis))
        width += needed
      }
    }
    return lines
  }

  private struct Word {
    var text: String
    var emphasis: Phrase.Emphasis
    var isAfterBlank: Bool
  }

  /// Words with the emphasis of their phrase, and whether a blank stands before them.
  private static func words(_ sentence: Sentence) -> [Word] {
    var words: [Word] = []
    var isAfterBlank = false
    for phrase in sentence.phrases {
      var word = ""
      func end() {
        guard !word.isEmpty else { return }
        words.append(Word(text: word, emphasis: phrase.emphasis, isAfterBlank: isAfterBlank))
        word = ""
        isAfterBlank = false
      }
      for character in phrase.text {
        if character == " " {
          end()
          isAfterBlank = true
        } else {
          word.append(character)
        }
      }
      end()
    }
    return words
  }
}
