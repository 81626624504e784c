import TerminalUI

/// All companies, opened over another screen: the worst states, the numbers of troubles, and how fresh the data is.
public struct CompaniesRoom: Room {
  private(set) var cursor: ListCursor

  init(selected: Int) {
    cursor = ListCursor(selected)
  }

  func context(in world: World) -> Context { .companies }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    let count = world.companies.count
    let rows = Layout(size: world.size, count: count).listRows
    switch input {
    case .worldChanged: cursor.fit(count: count, rows: rows)
    case .click(.companyRow(let index)):
      if index == cursor.selected { return open(in: world) }
      cursor.select(index, count: count, rows: rows)
    case .command(.back, _): return [.close]
    case .command(.open, _): return open(in: world)
    case .command(let command, _):
      if !cursor.follow(command, count: count, rows: rows) { return [.common(command)] }
    default: break
    }
    return []
  }

  private func open(in world: World) -> [Request] { selected(in: world).map { [.effect(.openCompany($0.id))] } ?? [] }

  func selected(in world: World) -> CompanySummary? {
    world.companies.indices.contains(cursor.selected) ? world.companies[cursor.selected] : nil
  }
}
