import FintoroWebhooks

/// What a filter's text asks for: terms that must all hold. `BoardFilter+Parsing` reads it.
public struct BoardFilter: Equatable, Sendable {
  struct Term: Equatable, Sendable {
    var isNegated = false
    var test: Test
  }

  enum Test: Equatable, Sendable {
    /// In lower case; anywhere in name, URL, state, id or events.
    case text(String)
    /// In lower case; one of them in the name, the URL or the id.
    case name([String])
    case url([String])
    case id([String])
    case state(Set<HealthState>, orUnreadable: Bool)
    case event([EventPattern])
  }

  var terms: [Term] = []

  public var isEmpty: Bool { terms.isEmpty }

  public func matches(_ row: BoardRow) -> Bool {
    terms.allSatisfy { $0.test.holds(for: row) != $0.isNegated }
  }
}

/// Event types by a name with `*` for anything; without one, every type that contains the text.
struct EventPattern: Equatable, Sendable {
  let text: String

  func matches(_ type: EventType) -> Bool {
    guard text.contains("*") else { return type.rawValue.contains(text) }
    return Self.matches(Array(type.rawValue.utf8)[...], Array(text.utf8)[...])
  }

  /// Goes back to the last star where the texts part; so it never takes longer than length times length.
  private static func matches(_ text: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
    let star = UInt8(ascii: "*")
    var (at, in_) = (text.startIndex, pattern.startIndex)
    var retry: (text: Int, pattern: Int)?
    while at < text.endIndex {
      if in_ < pattern.endIndex, pattern[in_] == star {
        in_ += 1
        retry = (at, in_)
      } else if in_ < pattern.endIndex, pattern[in_] == text[at] {
        (at, in_) = (at + 1, in_ + 1)
      } else if let last = retry {
        retry = (last.text + 1, last.pattern)
        (at, in_) = (last.text + 1, last.pattern)
      } else {
        return false
      }
    }
    return pattern[in_...].allSatisfy { $0 == star }
  }
}

extension BoardFilter.Test {
  fileprivate func holds(for row: BoardRow) -> Bool {
    switch self {
    case .text(let text): row.searchText.contains(text)
    case .name(let values): row.judged.map { Self.contains($0.subscription.displayName, values) } ?? false
    case .url(let values): row.judged.map { Self.contains($0.subscription.url, values) } ?? false
    case .id(let values):
      switch row.id {
      case .subscription(let id): values.contains(String(id))
      case .position: false
      }
    case .state(let states, let orUnreadable): row.judged.map { states.contains($0.health.state) } ?? orUnreadable
    case .event(let patterns):
      row.judged.map { judged in
        judged.subscription.subscribedEvents.contains { type in patterns.contains { $0.matches(type) } }
      } ?? false
    }
  }

  private static func contains(_ text: String, _ values: [String]) -> Bool {
    let text = text.lowercased()
    return values.contains { text.contains($0) }
  }
}
