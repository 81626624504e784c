import FintoroWebhooks

/// One word of a filter's text without its quotes, and its position.
struct FilterWord {
  var text = ""
  /// The position of its first character, counted from 1, without the minus before it.
  var column: Int
  var isNegated = false
  /// Which characters of `text` were in quotes; those have no special meaning.
  private var isQuoted: [Bool] = []
  /// The position of each character of `text` in the filter's text.
  private var columns: [Int] = []

  private init(column: Int) {
    self.column = column
  }

  struct Value {
    var text: String
    var column: Int
  }

  /// Splits the text at blanks. Quotes protect blanks, colons and commas.
  /// - Returns: the words, and the position of a quote that is not closed. The word with that quote is left out.
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

  /// Whether it equals the text and no part of it was in quotes.
  func isUnquoted(_ text: String) -> Bool { self.text == text && !isQuoted.contains(true) }

  /// Whether it begins with an exclamation mark outside quotes.
  var startsWithExclamationMark: Bool { text.count > 1 && text.first == "!" && isQuoted.first == false }

  /// The index of the colon of `field:value` in `text`; nil for plain words, including addresses such as https://.
  var fieldEnd: Int? {
    let characters = Array(text)
    guard let colon = zip(characters, isQuoted).enumerated().first(where: { $1.0 == ":" && !$1.1 })?.offset, colon > 0,
      zip(characters, isQuoted).prefix(colon).allSatisfy({ $0.isLetter && !$1 }),
      !text.dropFirst(colon + 1).hasPrefix("//")
    else { return nil }
    return colon
  }

  /// The values after the colon, separated by commas.
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

  /// `-word` excludes the word; a minus alone is ordinary text.
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

/// An event type as people type it: a pattern (`invoices.*`, `all`), or the beginning of the type (`invoices.pa`) or of
/// its verb (`paid`).
///
/// It never matches in the middle of a type: `invoices.paid` is not `received-invoices.paid`.
struct EventWord: Equatable, Sendable {
  /// In lower case.
  let text: String

  func types(among known: [EventType]) -> [EventType] {
    isPattern ? EventPattern.types(text, among: known) : known.filter(isPrefix)
  }

  func matches(anyOf types: [EventType]) -> Bool {
    isPattern ? !EventPattern.types(text, among: types).isEmpty : types.contains(where: isPrefix)
  }

  private var isPattern: Bool { text == "all" || text.contains("*") }

  private func isPrefix(_ type: EventType) -> Bool { type.rawValue.hasPrefix(text) || type.verb.hasPrefix(text) }
}
