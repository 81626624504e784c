import FintoroWebhooks
import Foundation

/// Changes of the marked subscriptions, one after another. Each is read before and after.
extension State {
  /// Opens the dialog for the marked subscriptions, or for the work that was started.
  mutating func openMarked() -> [Effect] {
    if work == nil {
      guard !board.marked.isEmpty else {
        return showMessage("Nothing is marked; Space marks, a marks all that are shown.")
      }
      guard checkWritable() else { return [] }
    }
    let hidden = work == nil ? board.hiddenCount(of: Array(board.marked.keys)) : 0
    modal = .marked(MarkedRoom(board.marked, hidden: hidden))
    return []
  }

  mutating func startMarked(_ planned: MarkedWork) -> [Effect] {
    work = planned
    work?.isUnderWay = true
    board.marked = [:]
    return sendNextMarked()
  }

  /// Stops: a request that was sent is finished, the others are not sent.
  mutating func stopMarked() -> [Effect] {
    for item in work?.items ?? [] where item.outcome == .waiting {
      work?.settle(item.id, .unchanged("was not begun, and stays marked"))
      board.marked[item.id] = item.name
    }
    return sendNextMarked()
  }

  mutating func markedChanged(_ id: Int, _ outcome: MarkedChange.Outcome) -> [Effect] {
    guard var work else { return [] }
    switch outcome {
    case .edited(.done): work.settle(id, .done(work.change.done))
    case .edited(.acceptedNotReadBack(_, let failure)):
      connection.noteRateLimit(failure, at: now)
      work.settle(id, .done("\(work.change.done) (not read back: \(failure.shortReason))"))
    case .edited(.nothingToChange): work.settle(id, .unchanged(MarkedChange.Refusal.nothingToDo.text))
    case .refused(let refusal): work.settle(id, .unchanged(refusal.text))
    case .edited(.gone): work.settle(id, .failed("is gone: somebody deleted it meanwhile"))
    case .edited(.refused(let failure)) where failure.kind == .rateLimited:
      connection.noteRateLimit(failure, at: now)
      work.settle(id, .waiting)
      work.waitsUntil = connection.limitedUntil
    case .edited(.refused(let failure)):
      noteLock(from: failure)
      work.settle(id, .failed(world.sentence(failure)))
    case .edited(.unknown(let failure, _)):
      connection.noteRateLimit(failure, at: now)
      work.waitsUntil = connection.isLimited(at: now) ? connection.limitedUntil : nil
      work.settle(id, .failed("may be changed or not (\(failure.shortReason)); the next list tells"))
    case .edited(.changedMeanwhile), .edited(.readBackDiffers):
      work.settle(id, .failed("is something else than was meant: somebody changes it at the same time"))
    case .edited(.locked(let sentence)):
      // Every other one would fail in the same way.
      for item in work.items where !item.outcome.isOver { work.settle(item.id, .failed(sentence)) }
    }
    self.work = work
    return sendNextMarked()
  }

  /// Starts the next one when its time has come.
  mutating func sendNextMarked() -> [Effect] {
    let now = now
    guard var work, work.isUnderWay, !work.isSending else { return [] }
    // After a stop there is nothing to wait for.
    if connection.isLimited(at: now), work.hasWaiting {
      let until = connection.limitedUntil
      self.work?.waitsUntil = until
      return []
    }
    work.waitsUntil = nil
    for item in work.items where item.outcome == .waiting {
      guard let assessed = list.subscription(item.id) else {
        work.settle(item.id, .failed("is gone: somebody deleted it meanwhile"))
        continue
      }
      if let write = custody.write(on: .subscription(item.id)) {
        work.settle(item.id, .failed("was not begun: \(write.progress(at: now))"))
        continue
      }
      work.settle(item.id, .sending)
      self.work = work
      return [.changeMarked(item.id, base: SubscriptionInput(assessed.subscription), work.change)]
    }
    work.isUnderWay = false
    self.work = work
    if modal == nil { _ = showAlert("The marked ones are done; m shows what came of each.") }
    return refreshAfterChange()
  }
}
