import FintoroWebhooks

/// One word of a filter's text, quotes taken away, with where it stood.
struct FilterWord {
  var text = ""
  /// Where its first character stands, from 1; the minus before it not counted.
  var column: Int
  var isNegated = false
  /// Which characters of `text` came in quotes: they mean themselves.
  private var isQuoted: [Bool] = []
  /// Where each character of `text` stood.
  private var columns: [Int] = []

  private init(column: Int) {
    self.column = column
  }

  struct Value {
    var text: String
    var column: Int
  }

  /// Words stand between blanks; quotes keep blanks, colons and commas together.
  /// - Returns: the words, and where a quote stands that is not closed; the word that it is in is left out.
  static func words(of text: String) -> (words: [FilterWord], openQuote: Int?) {
    var words: [FilterWord] = []
    var word: FilterWord?
    var openQuote: Int?
    for (offset, character) in text.enumerated() {
      let column = offset + 1
      if character == "\"" {
        openQuote = openQuote == nil ? column : nil
        if word == nil { word = FilterWord(column: column) }
      } else if character == " ", openQuote == nil {
        if let word { words.append(word) }
        word = nil
      } else {
        var current = word ?? FilterWord(column: column)
        current.append(character, at: column, isQuoted: openQuote != nil)
        word = current
      }
    }
    if let word, openQuote == nil { words.append(word) }
    return (words.filter { !$0.text.isEmpty }.map(\.withoutMinus), openQuote)
  }

  /// Whether it is this and nothing of it came in quotes.
  func isBare(_ text: String) -> Bool { self.text == text && !isQuoted.contains(true) }

  /// Whether it begins with a mark of exclamation that is not quoted.
  var startsWithExclamationMark: Bool { text.count > 1 && text.first == "!" && isQuoted.first == false }

  /// Where the colon of `field:value` stands in `text`; nil for plain words, addresses such as https:// among them.
  var fieldEnd: Int? {
    let characters = Array(text)
    guard let colon = zip(characters, isQuoted).enumerated().first(where: { $1.0 == ":" && !$1.1 })?.offset, colon > 0,
      zip(characters, isQuoted).prefix(colon).allSatisfy({ $0.isLetter && !$1 }),
      !text.dropFirst(colon + 1).hasPrefix("//")
    else { return nil }
    return colon
  }

  /// What stands behind the colon, between commas.
  func values(after colon: Int) -> [Value] {
    var values: [Value] = []
    var isNew = true
    for (index, character) in text.enumerated().dropFirst(colon + 1) {
      if character == ",", !isQuoted[index] {
        isNew = true
      } else if isNew {
        values.append(Value(text: String(character), column: columns[index]))
        isNew = false
      } else {
        values[values.count - 1].text.append(character)
      }
    }
    return values
  }

  private mutating func append(_ character: Character, at column: Int, isQuoted quoted: Bool) {
    text.append(character)
    isQuoted.append(quoted)
    columns.append(column)
  }

  /// `-word` means without the word; a minus alone means itself.
  private var withoutMinus: FilterWord {
    guard text.count > 1, text.first == "-", isQuoted.first == false else { return self }
    var word = self
    word.text.removeFirst()
    word.isQuoted.removeFirst()
    word.columns.removeFirst()
    word.isNegated = true
    word.column = word.columns.first ?? column
    return word
  }
}

/// Event types as people type them while they look: a pattern (`invoices.*`, `all`), or the beginning of the type
/// (`invoices.pa`) or of its verb (`paid`). Never a part in the middle: `invoices.paid` is not `received-invoices.paid`.
struct EventWord: Equatable, Sendable {
  /// In lower case.
  let text: String

  func types(among known: [EventType]) -> [EventType] {
    isPattern ? EventPattern.types(text, among: known) : known.filter(begins)
  }

  func names(anyOf types: [EventType]) -> Bool {
    isPattern ? !EventPattern.types(text, among: types).isEmpty : types.contains(where: begins)
  }

  private var isPattern: Bool { text == "all" || text.contains("*") }

  private func begins(_ type: EventType) -> Bool { type.rawValue.hasPrefix(text) || type.verb.hasPrefix(text) }
}
