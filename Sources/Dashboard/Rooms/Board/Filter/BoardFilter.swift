import FintoroWebhooks

/// A parsed filter: terms that must all hold. `BoardFilter+Parsing` parses it.
public struct BoardFilter: Equatable, Sendable {
  struct Term: Equatable, Sendable {
    var isNegated = false
    var test: Test
  }

  enum Test: Equatable, Sendable {
    /// Found anywhere in name, URL, state, id or events.
    case text(SearchText)
    /// In lower case. One of them is in the name, the URL or the id.
    case name([String])
    case url([String])
    case id([String])
    case state(Set<HealthState>, orUnreadable: Bool)
    case event([EventWord])
    case marked(Set<RowMark>)
  }

  var terms: [Term] = []

  public var isEmpty: Bool { terms.isEmpty }

  /// Whether this filter's matches are certainly a subset of the other's, as when a word grows while it is typed. False
  /// if the terms alone do not show that.
  func isSubset(of other: BoardFilter) -> Bool {
    terms.count >= other.terms.count && zip(terms, other.terms).allSatisfy { $0 == $1 || $0.isLonger(than: $1) }
  }

  /// Whether it asks for a mark by `is:`.
  public func names(_ mark: RowMark) -> Bool {
    terms.contains { if case .marked(let marks) = $0.test { marks.contains(mark) } else { false } }
  }

  /// Whether rows match otherwise where they have a mark: it is asked for, or a word is in it.
  public func asks(for mark: RowMark) -> Bool {
    let word = SearchText(mark.rawValue)
    return names(mark) || terms.contains { if case .text(let text) = $0.test { word.contains(text) } else { false } }
  }

  public func matches(_ row: BoardRow) -> Bool {
    terms.allSatisfy { $0.test.holds(for: row) != $0.isNegated }
  }

  /// The same for a row of which something cannot be read: whether it might match if that could be read.
  public func mayMatch(_ row: BoardRow) -> Bool {
    terms.allSatisfy { $0.test.isUnknown(for: row) || $0.test.holds(for: row) != $0.isNegated }
  }
}

extension BoardFilter {
  /// Whether it holds for something that happened. URL, events and marks are not known of that: they match nothing.
  func matches(id: Int, name: String, states: [HealthState], words: String) -> Bool {
    terms.allSatisfy { term in
      let holds =
        switch term.test {
        case .text(let text): SearchText([name, String(id), words] + states.map(\.word)).contains(text)
        case .name(let values): Test.contains(name, values)
        case .id(let values): values.contains(String(id))
        case .state(let wanted, _): !wanted.isDisjoint(with: states)
        case .url, .event, .marked: false
        }
      return holds != term.isNegated
    }
  }
}

extension BoardFilter.Term {
  fileprivate func isLonger(than other: BoardFilter.Term) -> Bool {
    guard !isNegated, !other.isNegated, case .text(let text) = test, case .text(let part) = other.test else {
      return false
    }
    return text.contains(part)
  }
}

extension BoardFilter.Test {
  fileprivate func holds(for row: BoardRow) -> Bool {
    switch self {
    case .text(let text): row.searchText.contains(text)
    case .name(let values): row.assessed.map { Self.contains($0.subscription.displayName, values) } ?? false
    case .url(let values): row.assessed.map { Self.contains($0.subscription.url, values) } ?? false
    case .id(let values):
      switch row.id {
      case .subscription(let id): values.contains(String(id))
      case .position: false
      }
    case .state(let states, let orUnreadable): row.assessed.map { states.contains($0.health.state) } ?? orUnreadable
    case .event(let patterns):
      row.assessed.map { assessed in patterns.contains { $0.matches(anyOf: assessed.subscription.subscribedEvents) } }
        ?? false
    case .marked(let marks): !row.marks.isDisjoint(with: marks)
    }
  }

  /// Whether what it asks for cannot be read of a row.
  fileprivate func isUnknown(for row: BoardRow) -> Bool {
    switch (self, row.assessed) {
    case (.id, nil): if case .position = row.id { true } else { false }
    case (_, nil): true
    case (.state, let assessed?), (.marked, let assessed?): assessed.isBeyondJudging
    case (.text(let text), let assessed?):
      assessed.isBeyondJudging && HealthState.allCases.contains { SearchText($0.word).contains(text) }
    case (.event, let assessed?): assessed.subscription.eventsProblem != nil
    case (.name, .some), (.url, .some), (.id, .some): false
    }
  }

  fileprivate static func contains(_ text: String, _ values: [String]) -> Bool {
    let text = text.lowercased()
    return values.contains { text.contains($0) }
  }
}
