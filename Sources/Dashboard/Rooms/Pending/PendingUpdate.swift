import FintoroWebhooks

extension State {
  /// `P`, or by itself where a create needs a person.
  mutating func openPending() -> [Effect] {
    let items = pendingItems
    guard !items.isEmpty else {
      return showMessage("No create is pending.") + [.findPendingCreates]
    }
    let waiting = items.first(where: \.needsPerson)
    modal = .pending(PendingState(row: waiting.map { .create($0.create.key) } ?? rows(of: items).first))
    return [.findPendingCreates]
  }

  mutating func pendingPressed(_ pending: PendingState, _ command: Command?) -> [Effect] {
    let items = pendingItems
    let rows = rows(of: items)
    let at = pending.row.flatMap { rows.firstIndex(of: $0) } ?? 0
    guard rows.indices.contains(at), let item = items.first(where: { $0.create.key == rows[at].key }) else {
      modal = nil
      return []
    }
    switch command {
    case .back:
      modal = nil
      return []
    case .up: return point(at: rows[max(0, at - 1)])
    case .down: return point(at: rows[min(rows.count - 1, at + 1)])
    case .first: return point(at: rows[0])
    case .last: return point(at: rows[rows.count - 1])
    case .sendAgain: return sendAgain(item)
    case .adopt, .delete, .forget: return decide(command, item, rows[at])
    default: return []
    }
  }

  private mutating func point(at row: PendingState.Row) -> [Effect] {
    modal = .pending(PendingState(row: row))
    return []
  }

  private mutating func decide(_ command: Command?, _ item: PendingItem, _ row: PendingState.Row) -> [Effect] {
    guard item.needsPerson else {
      return showMessage(
        "hooktop still works on \(item.create.label), or may not: there is nothing to decide yet.", .bad)
    }
    let opener = PendingState(row: row)
    if command == .forget { return ask(.forget(item.create), from: opener) }
    guard case .candidate(_, let id) = row, let candidate = item.candidates?.first(where: { $0.id == id }) else {
      return showMessage("Put the cursor on the subscription that is meant.", .bad)
    }
    return command == .adopt
      ? ask(.adopt(item.create, candidate.subscription), from: opener)
      : ask(.delete(candidate.subscription), from: opener)
  }

  /// The same bytes with the same key; whether that is still safe is assessed before it is sent.
  private mutating func sendAgain(_ item: PendingItem) -> [Effect] {
    if let index = creates.firstIndex(where: { $0.key == item.create.key }) {
      guard creates[index].retryAt != nil else { return showMessage("It is being sent.") }
      guard isWritable() else { return [] }
      creates[index].phase = .sending(since: now)
      return [.resumeCreate(number: creates[index].id, item.create.key)]
    }
    guard item.canBeSentAgain else {
      return showMessage("It is not sent again: that could make a second one.", .bad)
    }
    guard isWritable() else { return [] }
    custody.needingPerson[item.create.key] = nil
    return [resume(item.create)]
  }
}
