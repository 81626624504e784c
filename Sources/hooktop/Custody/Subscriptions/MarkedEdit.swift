import FintoroWebhooks

/// One change of one marked subscription. It is read, written whole and read back like every edit.
struct MarkedEdit {
  let editor: SubscriptionEditor

  /// - Parameter base: what the board showed. If somebody changed the subscription meanwhile, the change is applied to
  ///   what it is now.
  func apply(_ change: MarkedChange, on id: Int, base: SubscriptionInput) async -> MarkedChange.Outcome {
    var base = base
    var tries = 0
    while true {
      let wanted: SubscriptionInput
      do throws(MarkedChange.Refusal) {
        wanted = try change.applied(to: base)
      } catch {
        return .refused(error)
      }
      let outcome = await editor.edit(id, base: base, wanted: wanted)
      tries += 1
      guard case .changedMeanwhile(let now) = outcome, tries < Self.maxTries else { return .edited(outcome) }
      base = now.input
    }
  }

  private static let maxTries = 3
}
