import FintoroWebhooks
import TerminalUI

/// The screen of pending creates, each with the subscriptions that it may have created.
public struct PendingRoom: Room {
  /// The row under the cursor; it is found again after every refresh.
  enum Row: Hashable, Sendable {
    case create(IdempotencyKey)
    case candidate(IdempotencyKey, id: Int)

    var key: IdempotencyKey {
      switch self {
      case .create(let key), .candidate(let key, _): key
      }
    }
  }

  private(set) var row: Row?

  /// The row under the cursor among these.
  func index(in rows: [Row]) -> Int { row.flatMap { rows.firstIndex(of: $0) } ?? 0 }

  /// The cursor starts on the first create that needs a person.
  init(_ items: [PendingItem]) {
    row = (items.first(where: \.needsPerson) ?? items.first).map { .create($0.create.key) }
  }

  func context(in world: World) -> Context { .pending }

  func rows(of items: [PendingItem]) -> [Row] {
    items.flatMap { item in
      [.create(item.create.key)] + (item.candidates ?? []).map { .candidate(item.create.key, id: $0.id) }
    }
  }

  /// A command that can do nothing now is not offered.
  func offers(_ command: Command, in world: World) -> Bool {
    let items = world.pendingItems
    guard let item = items.first(where: { $0.create.key == row?.key }) ?? items.first else {
      return ![.adopt, .delete, .forget, .sendAgain].contains(command)
    }
    return switch command {
    case .adopt, .delete: item.needsPerson && isOnCandidate
    case .forget: item.needsPerson
    case .sendAgain: item.canBeSentAgain
    default: true
    }
  }

  private var isOnCandidate: Bool { if case .candidate = row { true } else { false } }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    let items = world.pendingItems
    let rows = rows(of: items)
    let at = index(in: rows)
    guard rows.indices.contains(at), let item = items.first(where: { $0.create.key == rows[at].key }) else {
      guard case .command(let command, _) = input else { return [] }
      return command == .back ? [.close] : [.common(command)]
    }
    switch input {
    case .click(.choice(let index)) where rows.indices.contains(index): row = rows[index]
    case .command(let command, _):
      var cursor = ListCursor(at)
      if cursor.follow(command, count: rows.count, rows: Layout(items, self, world).listRows) {
        row = rows[cursor.selected]
        return []
      }
      switch command {
      case .back: return [.close]
      case .sendAgain: return [.sendAgain(item)]
      case .adopt, .delete, .forget:
        row = rows[at]
        return decide(command, item, rows[at])
      default: return [.common(command)]
      }
    default: break
    }
    return []
  }

  private func decide(_ command: Command?, _ item: PendingItem, _ row: Row) -> [Request] {
    guard item.needsPerson else {
      return [
        .showMessage("hooktop still works on \(item.create.label), or may not: there is nothing to decide yet.", .bad)
      ]
    }
    if command == .forget { return [.confirm(.forget(item.create))] }
    guard case .candidate(_, let id) = row, let candidate = item.candidates?.first(where: { $0.id == id }) else {
      return [.showMessage("Put the cursor on the subscription that is meant.", .bad)]
    }
    return [.confirm(command == .adopt ? .adopt(item.create, candidate.subscription) : .delete(candidate.subscription))]
  }
}
