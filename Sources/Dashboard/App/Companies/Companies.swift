public import TerminalUI
public import Foundation

/// The whole dashboard: one `State` a company, and which of them is looked at. What belongs to one company never
/// reaches the screen of another but by its name.
public struct Companies: Equatable, Sendable {
  /// In the order of the overview. Never empty.
  public internal(set) var all: [CompanyState]
  /// The index of the one that is looked at.
  public internal(set) var current = 0
  public internal(set) var preferenceSync = PreferenceSync()

  /// - Parameter profile: the one to look at first; the first of them where there is none of that name.
  public init(_ states: [State], current profile: String?) {
    precondition(!states.isEmpty, "a dashboard of no company has nothing to show")
    all = states.map { CompanyState($0) }
    current = all.firstIndex { $0.id == profile ?? "" } ?? 0
    updateSummaries()
  }

  /// The company on the screen.
  public var state: State { all[current].state }
  public var isFinished: Bool { all.contains { $0.state.isFinished } }
  public var ending: ExitReason? { all.lazy.compactMap(\.state.ending).first }
  public var nextTick: Date? { all.filter(\.isStarted).compactMap(\.state.nextTick).min() }

  /// What is to be done first.
  public mutating func start() -> [AddressedEffect] {
    let effects = all[current].start()
    return carryOut(effects, of: current)
  }
}

/// Whom something concerns.
public enum Recipient: Hashable, Sendable {
  /// The company on the screen: keys, pastes, the end.
  case current
  /// All of them: the time and the size of the window.
  case everybody
  /// The one that asked.
  case company(CompanyState.ID)
}

/// What happened, and to whom.
public struct AddressedAction: Equatable, Sendable {
  public var recipient: Recipient
  public var action: Action

  public init(_ action: Action, to recipient: Recipient) {
    self.action = action
    self.recipient = recipient
  }
}

/// What is to be done, and for whom.
public struct AddressedEffect: Equatable, Sendable {
  public var company: CompanyState.ID
  public var effect: Effect

  public init(_ effect: Effect, for company: CompanyState.ID) {
    self.effect = effect
    self.company = company
  }

  /// One company's effects never replace another's.
  public var id: String? { effect.id.map { "\($0) of \(company)" } }
}

/// What an event of the terminal means, and for whom.
public func addressedAction(for event: TerminalEvent) -> AddressedAction? {
  action(for: event).map { action in
    if case .resized = action { AddressedAction(action, to: .everybody) } else { AddressedAction(action, to: .current) }
  }
}

/// The screen of the company that is looked at, with what a click on each part means.
public func drawing(_ companies: Companies, _ size: Size) -> Drawing<AddressedAction> {
  drawing(companies.state, size).map { AddressedAction($0, to: .current) }
}
