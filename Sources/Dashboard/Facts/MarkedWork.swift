public import FintoroWebhooks
public import Foundation

/// One change for the marked subscriptions, carried out one after another, with a result for each.
///
/// It is not part of the dialog, so that a secret's dialog can take its place without losing results.
public struct MarkedWork: Equatable, Sendable {
  public struct Item: Equatable, Sendable, Identifiable {
    public let id: Int
    /// The name when it was marked.
    public let name: String
    let change: MarkedChange
    public var outcome: Outcome
  }

  public enum Outcome: Equatable, Sendable {
    case waiting
    case sending
    case done(String)
    /// Nothing was sent, and why.
    case unchanged(String)
    case failed(String)

    var isOver: Bool {
      switch self {
      case .waiting, .sending: false
      case .done, .unchanged, .failed: true
      }
    }
  }

  /// What is done; an undo has a reversal of its own for each item.
  public let change: MarkedChange
  /// When the undone change was made, by the server's clock; nil for work that is no undo.
  public let undoesChangeOf: Date?
  public internal(set) var items: [Item]
  public internal(set) var isUnderWay = false
  /// When the next request may be sent after a 429.
  public internal(set) var waitsUntil: Date?
  /// What undoes the items that are done.
  private(set) var undo: [UndoStep.Item] = []

  /// Works out what would happen to each one, for the confirmation.
  init(_ change: MarkedChange, for marked: [Int: String], in list: AssessedList) {
    self.change = change
    undoesChangeOf = nil
    items = marked.sorted { ($0.value.lowercased(), $0.key) < ($1.value.lowercased(), $1.key) }
      .map { Item(id: $0.key, name: $0.value, change: change, outcome: Self.plan(change, for: $0.key, in: list)) }
  }

  /// Puts an earlier change back.
  init?(undoing step: UndoStep, in list: AssessedList) {
    guard let first = step.items.first else { return nil }
    change = .undo(first.reversal)
    undoesChangeOf = step.madeAt
    items = step.items.map { item in
      let change = MarkedChange.undo(item.reversal)
      return Item(id: item.id, name: item.name, change: change, outcome: Self.plan(change, for: item.id, in: list))
    }
  }

  private static func plan(_ change: MarkedChange, for id: Int, in list: AssessedList) -> Outcome {
    guard let assessed = list.subscription(id) else {
      return .failed(list.isGone(id) ? "is gone from Fintoro's list" : "could not be read in Fintoro's list")
    }
    do throws(MarkedChange.Refusal) {
      _ = try change.applied(to: SubscriptionInput(assessed.subscription))
      return .waiting
    } catch {
      return .unchanged(error.text(of: change))
    }
  }

  /// Notes what puts an item back that was changed as planned.
  /// - Parameters:
  ///   - base: the values from which the change was computed.
  ///   - after: the subscription as it is now. If it differs from the plan, somebody else changed it at the same time, and
  ///     what was ours cannot be told.
  mutating func noteUndo(of id: Int, base: SubscriptionInput, after: SubscriptionInput) {
    guard undoesChangeOf == nil, let item = items.first(where: { $0.id == id }),
      let planned = try? item.change.applied(to: base), InputChange.between(planned, after).isEmpty,
      let reversal = Reversal(from: base, to: after)
    else { return }
    undo.append(UndoStep.Item(id: id, name: item.name, reversal: reversal))
  }

  var isSending: Bool { items.contains { $0.outcome == .sending } }
  var hasWaiting: Bool { items.contains { $0.outcome == .waiting } }

  mutating func settle(_ id: Int, _ outcome: Outcome) {
    guard let index = items.firstIndex(where: { $0.id == id }) else { return }
    items[index].outcome = outcome
  }
}
