public import FintoroWebhooks

/// One row of the board: a subscription with its state, or one that could not be read.
public struct BoardRow: Equatable, Sendable, Identifiable {
  public enum Content: Equatable, Sendable {
    case subscription(AssessedSubscription)
    case unreadable(UnreadableSubscription)
  }

  public enum ID: Hashable, Sendable {
    case subscription(Int)
    /// A row without a readable id, identified by its position in the answer.
    case position(Int)
  }

  public let content: Content
  public let marks: Set<RowMark>
  /// Nil where no filter is expected.
  private let prepared: SearchText?

  /// - Parameter isSearched: whether the text that filters search is prepared, once.
  public init(_ content: Content, marks: Set<RowMark> = [], isSearched: Bool = true) {
    self.content = content
    self.marks = marks
    prepared = isSearched ? Self.searchText(content, marks) : nil
  }

  /// The text that filters search.
  var searchText: SearchText { prepared ?? Self.searchText(content, marks) }

  private static func searchText(_ content: Content, _ marks: Set<RowMark>) -> SearchText {
    switch content {
    case .subscription(let assessed): SearchText(words(of: assessed) + marks.map(\.rawValue).sorted())
    case .unreadable(let row): SearchText("unreadable \(row.id.map(String.init) ?? "") \(row.problem)")
    }
  }

  public var id: ID {
    switch content {
    case .subscription(let assessed): .subscription(assessed.id)
    case .unreadable(let row): row.id.map { .subscription($0) } ?? .position(row.position)
    }
  }

  public var assessed: AssessedSubscription? {
    if case .subscription(let assessed) = content { assessed } else { nil }
  }

  public var unreadable: UnreadableSubscription? {
    if case .unreadable(let element) = content { element } else { nil }
  }

  /// Critical, warning, or unreadable.
  public var isTrouble: Bool { assessed.map { $0.health.weight >= .warning } ?? true }

  private static func words(of assessed: AssessedSubscription) -> [String] {
    let subscription = assessed.subscription
    return [subscription.name ?? "", subscription.url, assessed.health.state.word, String(subscription.id)]
      + subscription.subscribedEvents.map(\.rawValue)
  }
}
