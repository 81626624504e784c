import FintoroWebhooks
import Foundation

/// What people decide about gaps.
extension State {
  mutating func gapsFound(_ records: [GapRecord]) -> [Effect] {
    world.gaps = OpenGaps(records)
    notifyRooms()
    return []
  }

  mutating func gapsDecided(_ decision: GapDecision, _ result: GapDecisionResult) -> [Effect] {
    switch result {
    case .failed(let problem): return showAlert(problem)
    case .kept(let records):
      return gapsFound(records) + showMessage(decision.sentence, .good)
    }
  }

  /// Silences a subscription's open gaps until its state changes, or takes that back.
  mutating func acknowledge(_ subject: Subscription?) -> [Effect] {
    guard let id = subject?.id else { return showMessage("No subscription is selected.", .bad) }
    let open = world.gaps.open(id, at: serverTime.now).map(\.id)
    if open.isEmpty { return showMessage("No gap to acknowledge: no delivery that hooktop saw is open.") }
    if world.isAcknowledged(id) { return [.decide(.unacknowledge, about: open)] }
    return [.decide(.acknowledge(state: list.subscription(id)?.health.state), about: open)]
  }

  mutating func rhythmsLearnt(_ rhythms: [Int: Rhythm]) -> [Effect] {
    list.setRhythms(rhythms, at: serverTime, isFrozen: modal != nil)
    board.listChanged(list, rows: boardRows)
    notifyRooms()
    return []
  }

  /// The marks of rows depend on the gaps, on states and on time.
  mutating func markRows() {
    guard list.areMarksDue || world.gapCounts.isDue(at: serverTime.now) else { return }
    let (marks, counts) = world.marked()
    world.gapCounts = counts
    if list.setMarks(marks) { board.listChanged(list, rows: boardRows) }
  }
}

extension GapDecision {
  fileprivate var sentence: String {
    switch self {
    case .done(.fetched, _): "Ticked: fetched. F takes it back."
    case .done(.nothingToFetch, _): "Ticked: nothing to fetch. F takes it back."
    case .undone: "No longer ticked."
    case .acknowledge: "Acknowledged until its state changes; A takes it back."
    case .unacknowledge: "No longer acknowledged."
    }
  }
}
