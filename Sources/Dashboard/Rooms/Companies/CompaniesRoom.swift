import FintoroWebhooks
import Foundation
import TerminalUI

/// All companies, opened over another screen: the worst states, the first possible losses, and how fresh the data is.
public struct CompaniesRoom: Room {
  private(set) var cursor = ListCursor()
  /// The selected company. It stays selected wherever it is sorted to.
  private var selection: CompanyState.ID
  private(set) var filter = ""
  /// The filter field while a person types.
  private(set) var filterField: TextField?
  private(set) var order = CompanyOrder()

  init(selected: CompanyState.ID) {
    selection = selected
  }

  func context(in world: World) -> Context { filterField == nil ? .companies : .companiesFilter }

  func offers(_ command: Command, in world: World) -> Bool {
    switch command {
    case .filter, .sort: world.companies.count > 1
    default: true
    }
  }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    follow(world)
    let shown = shown(in: world)
    let layout = Layout(world, world.size)
    switch input {
    case .click(.companyRow(let index)):
      if index == cursor.selected, filterField == nil { return open(in: world) }
      select(index, shown, layout)
    case .click(.companyColumn(let index)):
      if layout.columns.indices.contains(index) { order = order.clicked(layout.columns[index].id) }
      follow(world)
    case .text(let text):
      filterField?.insert(text)
      applyFilter(world)
    case .command(let command, let key):
      if cursor.follow(command, count: shown.count, rows: layout.listRows) {
        select(cursor.selected, shown, layout)
      } else if filterField != nil {
        typeFilter(command, key, world)
      } else {
        return act(command, world)
      }
    default: break
    }
    return []
  }

  private mutating func act(_ command: Command?, _ world: World) -> [Request] {
    switch command {
    // Esc removes the filter first.
    case .back:
      if filter.isEmpty { return [.close] }
      filter = ""
      follow(world)
    case .open: return open(in: world)
    case .filter: filterField = TextField(filter, limit: 100)
    case .sort:
      order = order.next
      follow(world)
    default: return [.common(command)]
    }
    return []
  }

  private mutating func typeFilter(_ command: Command?, _ key: Key, _ world: World) {
    switch command {
    case .keepFilter: filterField = nil
    case .dropFilter:
      (filterField, filter) = (nil, "")
      follow(world)
    default:
      _ = filterField?.handle(key)
      applyFilter(world)
    }
  }

  private mutating func applyFilter(_ world: World) {
    if let text = filterField?.text { filter = text }
    follow(world)
  }

  private mutating func select(_ index: Int, _ shown: [CompanySummary], _ layout: Layout) {
    cursor.select(index, count: shown.count, rows: layout.listRows)
    if shown.indices.contains(cursor.selected) { selection = shown[cursor.selected].id }
  }

  /// Puts the cursor where the selected company is now, or on another one where the filter hides it.
  private mutating func follow(_ world: World) {
    let shown = shown(in: world)
    select(
      shown.firstIndex { $0.id == selection } ?? cursor.selected, shown,
      Layout(world, world.size))
  }

  /// The room as it is to be drawn: other companies' answers move rows without telling the room.
  func following(_ world: World) -> CompaniesRoom {
    var room = self
    room.follow(world)
    return room
  }

  private func open(in world: World) -> [Request] { selected(in: world).map { [.effect(.openCompany($0.id))] } ?? [] }

  func selected(in world: World) -> CompanySummary? { shown(in: world).first { $0.id == selection } }

  /// The companies that the filter leaves, in order.
  func shown(in world: World) -> [CompanySummary] {
    let words = filter.split(separator: " ").map { SearchText(String($0)) }
    return order.sorted(
      world.companies.filter { company in
        let text = SearchText([
          company.session.profileName, company.session.company ?? "", company.worst?.word ?? "",
          company.session.baseURL,
        ])
        return words.allSatisfy(text.contains)
      })
  }
}

/// The order of the companies: worst first, or by a column.
struct CompanyOrder: Equatable {
  /// Nil for worst first.
  private(set) var key: CompaniesRoom.Layout.ID?
  private(set) var isReversed = false

  /// What `s` goes through.
  private static let keys: [CompaniesRoom.Layout.ID?] = [nil, .loss, .profile, .company]

  var next: CompanyOrder {
    let at = Self.keys.firstIndex(of: key) ?? 0
    return CompanyOrder(key: Self.keys[(at + 1) % Self.keys.count])
  }

  /// After a click on a title: by that column, then reversed, then worst first again.
  func clicked(_ id: CompaniesRoom.Layout.ID) -> CompanyOrder {
    if key != id { return CompanyOrder(key: id == .state ? nil : id) }
    return isReversed ? CompanyOrder() : CompanyOrder(key: key, isReversed: true)
  }

  func sorted(_ companies: [CompanySummary]) -> [CompanySummary] {
    let sorted = companies.enumerated().sorted { left, right in
      let (first, second) = (value(left.element), value(right.element))
      return first == second ? left.offset < right.offset : isReversed ? second < first : first < second
    }
    return sorted.map(\.element)
  }

  /// Small ones first; counts of trouble begin with the largest.
  private func value(_ company: CompanySummary) -> Value {
    let name = company.session.name.lowercased()
    let loss = company.firstLoss?.timeIntervalSinceReferenceDate ?? .infinity
    return switch key {
    case nil, .state, .freshness, .news:
      Value(numbers: [Double(company.severity), loss, -Double(company.count(.critical))], text: "")
    case .loss: Value(numbers: [loss], text: "")
    case .profile: Value(numbers: [], text: company.session.profileName.lowercased())
    case .company: Value(numbers: [], text: name)
    case .failing: Value(numbers: [-Double(company.count(.critical))], text: "")
    case .risk: Value(numbers: [-Double(company.count(.warning) + company.unreadable)], text: "")
    case .check: Value(numbers: [-Double(company.count(.notice))], text: "")
    case .pending: Value(numbers: [-Double(company.pending)], text: "")
    case .ok: Value(numbers: [-Double(company.count(.good))], text: "")
    }
  }

  private struct Value: Comparable {
    let numbers: [Double]
    let text: String

    static func < (left: Value, right: Value) -> Bool {
      left.numbers == right.numbers
        ? left.text < right.text : left.numbers.lexicographicallyPrecedes(right.numbers)
    }
  }
}

extension CompanySummary {
  /// How bad it is, 0 for the worst. That nothing could be read may hide anything.
  fileprivate var severity: Int {
    if worst?.weight == .critical { return 0 }
    if unreadable > 0 || worst?.weight == .warning || (total == nil && connection.failure != nil) { return 1 }
    return switch worst?.weight {
    case .notice: 2
    case .good: 3
    default: total == nil ? 5 : 4
    }
  }
}
