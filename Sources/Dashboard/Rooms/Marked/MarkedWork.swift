public import FintoroWebhooks
public import Foundation

/// One change for the marked subscriptions: chosen, confirmed, carried out one after another, with a result each. It
/// lives beside the dialogs, so that a secret that comes meanwhile takes the screen without losing a result.
public struct MarkedWork: Equatable, Sendable {
  public enum Phase: Equatable, Sendable {
    /// Choosing what to do; the index into `choices`.
    case choosing(Int)
    /// Naming event types, by patterns.
    case naming(isAdding: Bool)
    case confirming
    case working
    case finished
  }

  public struct Item: Equatable, Sendable, Identifiable {
    public let id: Int
    /// What it was called when it was marked.
    public let name: String
    public var outcome: Outcome
  }

  public enum Outcome: Equatable, Sendable {
    case waiting
    case sending
    case done(String)
    /// Nothing was to be done, and why.
    case leftAlone(String)
    case failed(String)

    var isOver: Bool {
      switch self {
      case .waiting, .sending: false
      case .done, .leftAlone, .failed: true
      }
    }
  }

  public internal(set) var phase: Phase
  public internal(set) var items: [Item]
  public internal(set) var change: MarkedChange?
  /// When the next one may be sent: after a 429.
  public internal(set) var waitsUntil: Date?

  static let choices = ["pause", "resume", "add events…", "remove events…"]

  init(_ marked: [Int: String]) {
    phase = .choosing(0)
    items = marked.sorted { ($0.value.lowercased(), $0.key) < ($1.value.lowercased(), $1.key) }
      .map { Item(id: $0.key, name: $0.value, outcome: .waiting) }
  }

  var current: Item? { items.first { $0.outcome == .sending } }
  var isUnderWay: Bool { phase == .working }

  /// The line that is selected while one chooses what to do.
  var selectedChoice: Int? { if case .choosing(let index) = phase { index } else { nil } }

  var context: Context {
    switch phase {
    case .choosing: .marked
    case .naming: .markedEvents
    case .confirming: .markedQuestion
    case .working, .finished: .markedWork
    }
  }

  mutating func settle(_ id: Int, _ outcome: Outcome) {
    guard let index = items.firstIndex(where: { $0.id == id }) else { return }
    items[index].outcome = outcome
  }
}
