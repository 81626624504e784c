import FintoroWebhooks

/// Why a filter cannot be parsed, and where.
public struct FilterProblem: Error, Equatable, Sendable {
  /// The position of the first wrong character, counted from 1.
  public var column: Int
  public var sentence: String
}

extension BoardFilter {
  /// Parses words that must all be found, and fields: `erp state:failing,quiet event:invoices.* -name:test "two
  /// words"`. It parses as much of the text as possible, so that the list is filtered while a person types.
  /// - Returns: the filter, and the first problem.
  public static func read(_ text: String) -> (filter: BoardFilter, problem: FilterProblem?) {
    var filter = BoardFilter()
    let (words, openQuote) = FilterWord.words(of: text)
    var problem: FilterProblem?
    for word in words {
      do throws(FilterProblem) {
        filter.terms.append(try term(word))
      } catch {
        problem = problem ?? error
      }
    }
    return (filter, problem ?? openQuote.map { FilterProblem(column: $0, sentence: "The quote is not closed.") })
  }

  /// The field names allowed before a colon.
  fileprivate enum Field: String, CaseIterable {
    case name, state, event, url, id, `is`
  }

  private static func term(_ word: FilterWord) throws(FilterProblem) -> Term {
    if let foreign = foreignSyntax.first(where: { word.isUnquoted($0.text) }) {
      throw FilterProblem(column: word.column, sentence: foreign.instead)
    }
    if word.startsWithExclamationMark {
      throw FilterProblem(column: word.column, sentence: "! does not exist; write - before a word.")
    }
    guard let colon = word.fieldEnd else { return Term(isNegated: word.isNegated, test: .text(SearchText(word.text))) }
    let name = word.text.prefix(colon).lowercased()
    guard let field = Field(rawValue: name) else {
      let names = Field.allCases.map(\.rawValue)
      throw FilterProblem(
        column: word.column,
        sentence: unknown("field", name, among: names) + " Or put the text in quotes.")
    }
    let values = word.values(after: colon)
    guard !values.isEmpty else {
      throw FilterProblem(column: word.column + colon + 1, sentence: "What follows \(name):? Write \(field.example).")
    }
    return Term(isNegated: word.isNegated, test: try test(field, values))
  }

  /// Syntax of other filters, and what to write here instead. In quotes each is ordinary text.
  private static let foreignSyntax = [
    (text: "OR", instead: "OR does not exist; write state:failing,silent for one of several."),
    (text: "AND", instead: "AND does not exist; all words must match anyway."),
    (text: "NOT", instead: "NOT does not exist; write - before a word."),
  ]

  private static func test(_ field: Field, _ values: [FilterWord.Value]) throws(FilterProblem) -> Test {
    let texts = values.map { $0.text.lowercased() }
    switch field {
    case .name: return .name(texts)
    case .url: return .url(texts)
    case .event:
      for value in values {
        let word = EventWord(text: value.text.lowercased())
        // A type that only a newer Fintoro has may be meant; a misspelt one is not.
        if word.types(among: EventCatalogue.types).isEmpty, let near = nearestEvent(word.text) {
          throw FilterProblem(
            column: value.column, sentence: "Unknown event “\(value.text)”. Did you mean \(near)?")
        }
      }
      return .event(texts.map(EventWord.init))
    case .id:
      if let bad = values.first(where: { Int($0.text) == nil }) {
        throw FilterProblem(column: bad.column, sentence: "An id is a whole number, such as 801.")
      }
      return .id(texts)
    case .is:
      return .marked(
        Set(
          try values.map { value throws(FilterProblem) in
            if let mark = RowMark.allCases.first(where: { $0.rawValue.hasPrefix(value.text.lowercased()) }) {
              return mark
            }
            throw FilterProblem(
              column: value.column, sentence: unknown("mark", value.text, among: RowMark.allCases.map(\.rawValue)))
          }))
    case .state:
      var states: Set<HealthState> = []
      var orUnreadable = false
      for value in values {
        let wanted = normalized(value.text)
        let found = stateNames.filter { $0.name.hasPrefix(wanted) }
        if found.isEmpty, !unreadable.hasPrefix(wanted) {
          throw FilterProblem(
            column: value.column,
            sentence: unknown("state", value.text, among: HealthState.allCases.map(\.hyphenatedWord)))
        }
        states.formUnion(found.flatMap(\.states))
        orUnreadable = orUnreadable || unreadable.hasPrefix(wanted)
      }
      return .state(states, orUnreadable: orUnreadable)
    }
  }

  private static let unreadable = "unreadable"

  /// Every state by its name, and every weight by its name, for all its states.
  private static let stateNames: [(name: String, states: [HealthState])] =
    HealthState.allCases.map { (normalized($0.word), [$0]) }
    + HealthWeight.allCases.map { weight in (weight.word, HealthState.allCases.filter { $0.weight == weight }) }

  /// Makes `never ok`, `never-ok` and `neverok` equal.
  private static func normalized(_ text: String) -> String { text.lowercased().filter { $0 != " " && $0 != "-" } }

  private static func unknown(_ what: String, _ text: String, among names: [String]) -> String {
    let near = Spelling.nearest(text.lowercased(), among: names, maxChanges: 2)
    return "Unknown \(what) “\(text)”" + (near.map { ". Did you mean \($0)?" } ?? ": \(list(names)).")
  }

  private static func nearestEvent(_ text: String) -> String? {
    let known = EventCatalogue.types
    return Spelling.nearest(
      text,
      among: EventCatalogue.resources.map(\.id) + Set(known.map { String($0.verb) }).sorted() + known.map(\.rawValue),
      maxChanges: 2)
  }

  private static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension BoardFilter.Field {
  fileprivate var example: String {
    switch self {
    case .name: "name:erp"
    case .state: "state:failing or state:failing,quiet"
    case .event: "event:invoices.* or event:paid"
    case .url: "url:acme.sk"
    case .id: "id:801"
    case .is: "is:gap or is:overdue"
    }
  }
}
