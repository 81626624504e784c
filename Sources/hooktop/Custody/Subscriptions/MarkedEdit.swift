import FintoroWebhooks

/// One change of one marked subscription, by the way that every edit takes: read, written whole, read back.
struct MarkedEdit {
  let editor: SubscriptionEditor

  /// - Parameter base: what the board showed. Where somebody has changed it meanwhile, the change is worked out anew from
  ///   what it is now: it means one thing and nothing else.
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
