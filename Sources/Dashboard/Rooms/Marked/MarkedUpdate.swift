import FintoroWebhooks
import Foundation
import TerminalUI

extension State {
  /// Opens the dialog for what is marked, or the results of what was begun.
  mutating func openMarked() -> [Effect] {
    if work == nil {
      guard !board.marked.isEmpty else {
        return showMessage("Nothing is marked; Space marks, a marks all that are shown.")
      }
      guard isWritable() else { return [] }
      work = MarkedWork(board.marked)
    }
    modal = .marked(MarkedState())
    return []
  }

  mutating func markedPressed(_ dialog: MarkedState, _ key: Key, _ command: Command?) -> [Effect] {
    guard let work else {
      modal = nil
      return []
    }
    switch work.phase {
    case .choosing(let index): return choose(index, command)
    case .naming(let isAdding): return name(dialog, isAdding, work, key, command)
    case .confirming:
      if command == .confirm { return begin() }
      if command == .back { return closeMarked(dropping: true) }
    case .working: if command == .back { return stopMarked() }
    case .finished: if command == .back || command == .press { return closeMarked(dropping: true) }
    }
    var dialog = dialog
    if dialog.scroll.follow(command, count: MarkedView.lines(work, size).count, rows: MarkedView.rows(work, self)) {
      modal = .marked(dialog)
    }
    return []
  }

  mutating func markedPasted(_ dialog: MarkedState, _ text: String) -> [Effect] {
    guard case .naming = work?.phase else { return [] }
    var dialog = dialog
    dialog.field.insert(text)
    modal = .marked(dialog)
    return []
  }

  mutating func markedChanged(_ id: Int, _ outcome: MarkedChange.Outcome) -> [Effect] {
    guard var work, let change = work.change else { return [] }
    switch outcome {
    case .edited(.done): work.settle(id, .done(change.done))
    case .edited(.acceptedNotReadBack(_, let failure)):
      connection.limited(failure, at: now)
      work.settle(id, .done("\(change.done) (not read back: \(failure.shortReason))"))
    case .edited(.nothingToChange): work.settle(id, .leftAlone(MarkedChange.Refusal.nothingToDo.text))
    case .refused(let refusal): work.settle(id, .leftAlone(refusal.text))
    case .edited(.gone): work.settle(id, .failed("is gone: somebody deleted it meanwhile"))
    case .edited(.refused(let failure)) where failure.kind == .rateLimited:
      connection.limited(failure, at: now)
      work.settle(id, .waiting)
      work.waitsUntil = connection.limitedUntil
    case .edited(.refused(let failure)):
      learnLock(from: failure)
      work.settle(id, .failed(FailureText.sentence(failure, baseURL: session.baseURL, zone: zone)))
    case .edited(.unknown(let failure, _)):
      connection.limited(failure, at: now)
      work.waitsUntil = connection.isLimited(at: now) ? connection.limitedUntil : nil
      work.settle(id, .failed("may be changed or not (\(failure.shortReason)); the next list tells"))
    case .edited(.changedMeanwhile), .edited(.readBackDiffers):
      work.settle(id, .failed("is something else than was meant: somebody changes it at the same time"))
    case .edited(.locked(let sentence)):
      // It would be the same for every other.
      for item in work.items where !item.outcome.isOver { work.settle(item.id, .failed(sentence)) }
    }
    self.work = work
    return goOn()
  }

  /// The next one, when its time has come.
  mutating func goOn() -> [Effect] {
    let now = now
    guard var work, work.phase == .working, work.current == nil, let change = work.change else { return [] }
    // What is stopped has nothing left to wait for.
    if connection.isLimited(at: now), work.items.contains(where: { $0.outcome == .waiting }) {
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
      return [.changeMarked(item.id, base: SubscriptionInput(assessed.subscription), change)]
    }
    work.phase = .finished
    self.work = work
    if modal == nil { _ = showAlert("The marked ones are done; m shows what came of each.") }
    return refreshAfterChange()
  }

  private mutating func choose(_ index: Int, _ command: Command?) -> [Effect] {
    switch command {
    case .back: return closeMarked(dropping: true)
    case .up: work?.phase = .choosing(max(0, index - 1))
    case .down: work?.phase = .choosing(min(MarkedWork.choices.count - 1, index + 1))
    case .press:
      switch index {
      case 0: confirm(.pause)
      case 1: confirm(.resume)
      default: work?.phase = .naming(isAdding: index == 2)
      }
    default: break
    }
    return []
  }

  private mutating func name(
    _ dialog: MarkedState, _ isAdding: Bool, _ work: MarkedWork, _ key: Key, _ command: Command?
  ) -> [Effect] {
    var dialog = dialog
    switch command {
    case .back: self.work?.phase = .choosing(isAdding ? 2 : 3)
    case .press:
      let types = dialog.types(among: nameable(isAdding: isAdding, work))
      if !types.isEmpty { confirm(isAdding ? .add(types) : .remove(types)) }
    default:
      _ = dialog.field.handle(key)
      modal = .marked(dialog)
    }
    return []
  }

  /// Works out what would happen to each, so that the confirmation lists it.
  private mutating func confirm(_ change: MarkedChange) {
    guard var work else { return }
    work.change = change
    work.phase = .confirming
    for item in work.items {
      guard let assessed = list.subscription(item.id) else {
        let why = list.isGone(item.id) ? "is gone from Fintoro's list" : "could not be read in Fintoro's list"
        work.settle(item.id, .failed(why))
        continue
      }
      do throws(MarkedChange.Refusal) {
        _ = try change.applied(to: SubscriptionInput(assessed.subscription))
        work.settle(item.id, .waiting)
      } catch {
        work.settle(item.id, .leftAlone(error.text))
      }
    }
    self.work = work
  }

  private mutating func begin() -> [Effect] {
    guard work?.items.contains(where: { $0.outcome == .waiting }) == true else { return closeMarked(dropping: true) }
    if connection.isLimited(at: now) { return sayLimited() }
    work?.phase = .working
    board.marked = [:]
    return goOn()
  }

  /// Esc while it works: what is sent is finished, the rest is left as it is.
  private mutating func stopMarked() -> [Effect] {
    for item in work?.items ?? [] where item.outcome == .waiting {
      work?.settle(item.id, .leftAlone("was not begun, and stays marked"))
      board.marked[item.id] = item.name
    }
    return goOn()
  }

  private mutating func closeMarked(dropping: Bool) -> [Effect] {
    modal = nil
    if dropping { work = nil }
    return []
  }
}
