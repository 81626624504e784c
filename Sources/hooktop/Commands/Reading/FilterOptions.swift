import ArgumentParser
import Dashboard
import FintoroWebhooks
import Foundation

/// Which subscriptions a command is about, in the words of the board's filter.
struct FilterOptions: ParsableArguments {
  // A minus may begin the words: it leaves out what follows.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Only those that match, as on the board: 'state:failing event:invoices.* -name:test'.", valueName: "words"),
    completion: Completions.filters)
  var filter: String?

  func validate() throws {
    guard let filter, let problem = BoardFilter.read(filter).problem else { return }
    throw ValidationError("--filter, column \(problem.column): \(problem.sentence)")
  }

  /// Nil where all are meant.
  var read: BoardFilter? { filter.map { BoardFilter.read($0).filter } }

  /// In the server's order.
  /// - Parameters:
  ///   - noticed: what rows are marked with.
  ///   - keepsUnjudged: whether rows stay of which it cannot be known that they do not match.
  func rows(
    _ list: SubscriptionList, _ noticed: Noticed, at now: Date, keepsUnjudged: Bool = false,
    _ assess: (Subscription) -> AssessedSubscription
  ) -> [BoardRow] {
    guard let filter = read else { return Self.rows(list, assess) }
    return Self.rows(list, marks: { noticed.marks(of: $0, at: now) }, assess)
      .filter(keepsUnjudged ? filter.mayMatch : filter.matches)
  }

  static func rows(
    _ list: SubscriptionList, marks: (AssessedSubscription) -> Set<RowMark> = { _ in [] },
    _ assess: (Subscription) -> AssessedSubscription
  ) -> [BoardRow] {
    list.elements.map { element in
      switch element {
      case .readable(let subscription):
        let assessed = assess(subscription)
        return BoardRow(.subscription(assessed), marks: marks(assessed), isSearched: false)
      case .unreadable(let element): return BoardRow(.unreadable(element), isSearched: false)
      }
    }
  }
}

/// In which order.
struct SortOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Order by a column, such as name or -lastFailure (reversed); by trouble otherwise.", valueName: "column"),
    completion: Completions.columns)
  var sort: String?

  func validate() throws {
    guard let sort, SubscriptionOrder(text: sort) == nil else { return }
    let names = SubscriptionOrder.keys.map(\.name)
    let near = Spelling.nearest(sort.drop { $0 == "-" }.description, among: names)
    throw ValidationError(
      "Unknown column “\(sort)”. "
        + (near.map { "Did you mean \($0)?" } ?? "Columns are \(names.joined(separator: ", "))."))
  }

  /// Nil where nobody asked for one.
  var order: SubscriptionOrder? { sort.flatMap(SubscriptionOrder.init(text:)) }

  /// Those that could not be read come last.
  static func sorted(_ rows: [BoardRow], by order: SubscriptionOrder) -> [BoardRow] {
    let readable = rows.filter { $0.assessed != nil }
    let indices = order.indices(of: readable.compactMap(\.assessed))
    return indices.map { readable[$0] } + rows.filter { $0.assessed == nil }
  }
}
