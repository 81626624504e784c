import FintoroWebhooks
import TerminalUI

/// The pending creates, each with the subscriptions that it may have created.
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
    guard let item = items.first(where: { $0.create.key == row?.key }) ?? items.first else { return true }
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
    let at = row.flatMap { rows.firstIndex(of: $0) } ?? 0
    guard rows.indices.contains(at), let item = items.first(where: { $0.create.key == rows[at].key }) else {
      if case .command = input { return [.close] }
      return []
    }
    switch input {
    case .click(.choice(let index)) where rows.indices.contains(index): row = rows[index]
    case .command(let command, _):
      var cursor = ListCursor(at)
      if cursor.follow(command, count: rows.count, rows: layout(items, world).listRows) {
        row = rows[cursor.selected]
        return []
      }
      switch command {
      case .back: return [.close]
      case .sendAgain: return [.sendAgain(item)]
      case .adopt, .delete, .forget:
        row = rows[at]
        return decide(command, item, rows[at])
      default: return []
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
    if command == .forget { return [.confirm(.forget(item.create), from: self)] }
    guard case .candidate(_, let id) = row, let candidate = item.candidates?.first(where: { $0.id == id }) else {
      return [.showMessage("Put the cursor on the subscription that is meant.", .bad)]
    }
    return [
      .confirm(
        command == .adopt ? .adopt(item.create, candidate.subscription) : .delete(candidate.subscription), from: self)
    ]
  }
}
