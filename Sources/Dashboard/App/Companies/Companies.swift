public import Foundation
public import TerminalUI

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

/// One account on the dashboard: everything that is known of it and under way for it, looked at or not.
public struct CompanyState: Equatable, Sendable, Identifiable {
  /// The profile's name; empty for the connection that the environment gives.
  public typealias ID = String

  public let id: ID
  public internal(set) var state: State
  /// Whether it has been asked anything yet.
  public internal(set) var isStarted = false

  public init(_ state: State) {
    id = state.session.profile ?? ""
    self.state = state
  }

  /// It asks for the first time when somebody goes in or looks at the overview, and goes on by its own budget.
  mutating func start() -> [Effect] {
    guard !isStarted else { return [] }
    isStarted = true
    return state.start()
  }
}

extension Companies {
  /// What was typed or chosen and is not on the disk yet. Leaving by a key waits for it; a signal and a lost terminal are
  /// obeyed at once, so it is written when the screen is gone.
  public var writesAtExit: [AddressedEffect] {
    let drafts = all.compactMap { company in
      company.state.unsavedDrafts.map { AddressedEffect(.saveDrafts($0), for: company.id) }
    }
    let choices = state.session.isDemo ? [] : preferencesDue
    return drafts + (choices.isEmpty ? [] : [AddressedEffect(.savePreferences(choices), for: all[current].id)])
  }
}
