import FintoroWebhooks

/// Creates that wait for a person.
extension State {
  mutating func openPending() -> [Effect] {
    if message?.isShownOn == .pending { message = nil }
    switchTo(.pending(PendingRoom(world.pendingItems)))
    return [.findPendingCreates]
  }

  /// Sends the same bytes with the same key. Whether that is still safe is checked again before sending.
  mutating func sendAgain(_ item: PendingItem) -> [Effect] {
    if let index = creates.firstIndex(where: { $0.key == item.create.key }) {
      guard creates[index].retryAt != nil else { return showMessage("It is being sent.") }
      guard checkWritable() else { return [] }
      creates[index].phase = .sending(since: now)
      return [.resumeCreate(number: creates[index].id, item.create.key)]
    }
    guard item.canBeSentAgain else {
      return showMessage("It is not sent again: that could make a second one.", .bad)
    }
    guard checkWritable() else { return [] }
    custody.needingPerson[item.create.key] = nil
    return [resume(item.create)]
  }
}
