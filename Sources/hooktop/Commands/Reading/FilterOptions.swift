import ArgumentParser
import Dashboard
import FintoroAPI
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
  /// - Parameter noticed: what rows are marked with.
  func rows(
    _ list: SubscriptionList, _ noticed: Noticed, at now: Date, _ assess: (Subscription) -> AssessedSubscription
  ) -> [BoardRow] {
    guard let filter = read else { return Self.rows(list, assess) }
    return Self.rows(list, marks: { noticed.marks(of: $0, at: now) }, assess).filter(filter.matches)
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

/// What hooktop itself noticed of a company's subscriptions, besides what a list says.
struct Noticed: Sendable {
  /// Nil where they cannot be known.
  let gaps: [GapRecord]?
  /// When each usually gets deliveries; nil where nobody asked, or where it cannot be known.
  let rhythms: [Int: Rhythm]?
  /// Why something that history should tell is not known, as a sentence.
  let problem: String?
  let contexts: DeliveryContexts
  private let open: OpenGaps

  init(gaps: [GapRecord]?, rhythms: [Int: Rhythm]?, problem: String?, among subscriptions: [Subscription]) {
    (self.gaps, self.rhythms, self.problem) = (gaps, rhythms, problem)
    contexts = DeliveryContexts(rhythms ?? [:], among: subscriptions)
    open = OpenGaps(gaps ?? [])
  }

  func marks(of assessed: AssessedSubscription, at now: Date) -> Set<RowMark> {
    let marks = open.marks(of: assessed.id, in: assessed.health.state, at: now)
    return assessed.health.overdue == nil ? marks : marks.union([.overdue])
  }
}

extension Account {
  /// Remembers a list, and tells what was noticed of its subscriptions.
  /// - Parameter learns: whether it is asked what is usual. It takes a while where much was seen.
  func notice(_ answer: Answer<SubscriptionList>, for selection: FilterOptions, learns: Bool? = nil) async throws
    -> Noticed
  {
    let filter = selection.read
    let (gaps, problem) = await remember(answer)
    var rhythms: [Int: Rhythm]?
    if learns ?? filter?.asks(for: .overdue) ?? false {
      rhythms = await self.rhythms.learn(from: answer)
    }
    let noticed = Noticed(
      gaps: gaps, rhythms: rhythms, problem: problem, among: rhythms == nil ? [] : answer.value.subscriptions)
    let missing = RowMark.allCases.first { mark in
      filter?.names(mark) ?? false && (mark == .overdue ? rhythms == nil : gaps == nil)
    }
    guard let missing, !answer.value.elements.isEmpty else { return noticed }
    let paths = environment.paths
    throw CommandExit(
      history.isOff ? .configuration : .inputOutput,
      "is:\(missing.rawValue) asks for what hooktop remembers"
        + (history.isOff
          ? ", and that is turned off in \(paths.display(paths.configFile)) (history = false)."
          : ". \(problem ?? "It cannot be read; `hooktop gaps` says why.")"))
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
