import Dashboard
import FintoroWebhooks

/// One change of one marked subscription, by the way that every edit takes: read, written whole, read back.
struct MarkedEdit {
  let custody: SubscriptionEditor

  /// - Parameter base: what the board showed. Where somebody has changed it meanwhile, the change is worked out anew from
  ///   what it is now: it means one thing and nothing else.
  func carryOut(_ change: MarkedChange, on id: Int, base: SubscriptionInput) async -> MarkedWork.Result {
    var base = base
    for _ in 0..<Self.tries {
      let wanted: SubscriptionInput
      do throws(MarkedChange.Refusal) {
        wanted = try change.applied(to: base)
      } catch {
        return .refused(error)
      }
      switch await custody.edit(id, base: base, wanted: wanted) {
      case .done: return .changed
      case .nothingToChange: return .refused(.nothingToDo)
      case .changedMeanwhile(let now): base = now.input
      case .acceptedNotReadBack(_, let failure): return .changedNotReadBack(failure)
      case .readBackDiffers: return .differs
      case .refused(let failure): return .failed(failure)
      case .unknown(let failure, _): return .unknown(failure)
      case .locked(let sentence): return .locked(sentence)
      case .gone: return .vanished
      }
    }
    return .differs
  }

  private static let tries = 3
}
