import FintoroWebhooks
import Foundation

/// Changes of the marked subscriptions, one after another. Each is read before and after.
extension State {
  /// Opens the dialog for the marked subscriptions, or for the work that was started.
  /// - Parameter atEvents: whether the cursor stands on the change of events.
  mutating func openMarked(atEvents: Bool = false) -> [Effect] {
    if work == nil {
      guard !board.marked.isEmpty else {
        return showMessage("Mark rows first: Space one, a all.")
      }
      guard checkWritable() else { return [] }
    }
    let hidden = work == nil ? board.hiddenCount(of: Array(board.marked.keys)) : 0
    modal = .marked(MarkedRoom(board.marked, hidden: hidden, atEvents: atEvents))
    return []
  }

  /// Asks before the last change of this company is undone.
  mutating func openUndo() -> [Effect] {
    if work != nil { return openMarked() }
    guard let step = undoSteps.last, let planned = MarkedWork(undoing: step, in: list) else {
      return showMessage("Nothing to undo. u undoes disabling, enabling and changes of events.")
    }
    guard checkWritable() else { return [] }
    modal = .marked(MarkedRoom(confirming: planned))
    return []
  }

  mutating func startMarked(_ planned: MarkedWork) -> [Effect] {
    // An undo is not undone: it takes its step away.
    if planned.undoesChangeOf != nil { _ = undoSteps.popLast() }
    work = planned
    work?.isUnderWay = true
    board.marked = [:]
    return sendNextMarked()
  }

  /// Stops: a request that was sent is finished, the others are not sent.
  mutating func stopMarked() -> [Effect] {
    let isUndo = work?.undoesChangeOf != nil
    for item in work?.items ?? [] where item.outcome == .waiting {
      work?.settle(item.id, .unchanged(isUndo ? "not begun" : "not begun; still marked"))
      if !isUndo { board.marked[item.id] = item.name }
    }
    return sendNextMarked()
  }

  mutating func markedChanged(_ id: Int, _ outcome: MarkedChange.Outcome) -> [Effect] {
    guard var work, let change = work.items.first(where: { $0.id == id })?.change else { return [] }
    switch outcome {
    case .edited(.done(let after)):
      if let base = base(of: id) { work.noteUndo(of: id, base: base, after: SubscriptionInput(after)) }
      work.settle(id, .done(change.done))
    case .edited(.acceptedNotReadBack(let after, let failure)):
      connection.learn(from: failure, at: now)
      if let base = base(of: id) { work.noteUndo(of: id, base: base, after: SubscriptionInput(after)) }
      work.settle(id, .done("\(change.done) (not read back: \(failure.shortReason))"))
    case .edited(.nothingToChange): work.settle(id, .unchanged(MarkedChange.Refusal.nothingToDo.text(of: change)))
    case .refused(let refusal): work.settle(id, .unchanged(refusal.text(of: change)))
    case .edited(.gone): work.settle(id, .failed("is gone: it was deleted meanwhile"))
    case .edited(.refused(let failure)) where failure.kind == .rateLimited:
      connection.learn(from: failure, at: now)
      work.settle(id, .waiting)
      work.waitsUntil = connection.limitedUntil
    case .edited(.refused(let failure)):
      noteLock(from: failure)
      work.settle(id, .failed(world.sentence(failure)))
    case .edited(.unknown(let failure, _)):
      connection.learn(from: failure, at: now)
      work.waitsUntil = connection.isLimited(at: now) ? connection.limitedUntil : nil
      work.settle(id, .failed("changed or not is not known (\(failure.shortReason)); the next list shows it"))
    case .edited(.changedMeanwhile), .edited(.readBackDiffers):
      work.settle(id, .failed("differs from what was asked: somebody else is changing it"))
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
        work.settle(item.id, .failed("is gone: it was deleted meanwhile"))
        continue
      }
      if let write = custody.write(on: .subscription(item.id)) {
        work.settle(item.id, .failed("not begun: \(write.progress(at: now))"))
        continue
      }
      work.settle(item.id, .sending)
      self.work = work
      return [.changeMarked(item.id, base: SubscriptionInput(assessed.subscription), item.change)]
    }
    work.isUnderWay = false
    self.work = work
    noteUndo(work.undo)
    if modal == nil { _ = showAlert("Marked subscriptions done; m shows each result.") }
    return refreshAfterChange()
  }

  /// The values from which a change of a marked subscription was computed: the list still has them.
  private func base(of id: Int) -> SubscriptionInput? {
    (list.subscription(id)?.subscription).map { SubscriptionInput($0) }
  }

  /// Notes a finished change for `u`.
  mutating func noteUndo(_ items: [UndoStep.Item]) {
    if !items.isEmpty { undoSteps.append(UndoStep(items: items, madeAt: serverTime.now)) }
  }
}
