import FintoroWebhooks

/// Creates that wait for a person.
extension State {
  /// `P`, or by itself where a create needs a person.
  mutating func openPending() -> [Effect] {
    let items = world.pendingItems
    guard !items.isEmpty else {
      return showMessage("No create is pending.") + [.findPendingCreates]
    }
    modal = .pending(PendingRoom(items))
    return [.findPendingCreates]
  }

  /// The same bytes with the same key; whether that is still safe is assessed before it is sent.
  mutating func sendAgain(_ item: PendingItem) -> [Effect] {
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
