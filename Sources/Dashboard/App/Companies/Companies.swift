public import Foundation
public import TerminalUI

/// The whole dashboard: one `State` per company, and the index of the one on the screen. Other companies' screens show
/// only a company's name and summary.
public struct Companies: Equatable, Sendable {
  /// In the order of the companies screen. Never empty.
  public internal(set) var all: [CompanyState]
  /// The index of the company on the screen.
  public internal(set) var current = 0
  public internal(set) var preferenceSync = PreferenceSync()

  /// - Parameter profile: the company to show first; the first one if no profile has that name.
  public init(_ states: [State], current profile: String?) {
    precondition(!states.isEmpty, "a dashboard of no company has nothing to show")
    all = states.map { CompanyState($0) }
    current = all.firstIndex { $0.id == profile ?? "" } ?? 0
    updateSummaries()
  }

  /// The company on the screen.
  public var state: State { all[current].state }
  public var isFinished: Bool { all.contains { $0.state.isFinished } }
  public var exitReason: ExitReason? { all.lazy.compactMap(\.state.exitReason).first }
  public var nextTick: Date? { all.filter(\.isStarted).compactMap(\.state.nextTick).min() }

  /// The first effects.
  public mutating func start() -> [AddressedEffect] {
    let effects = all[current].start()
    return carryOut(effects, of: current)
  }
}

/// Which companies an action is for.
public enum Recipient: Hashable, Sendable {
  /// The company on the screen: keys, pastes, signals.
  case current
  /// All companies: the time and the window's size.
  case everybody
  /// The company that asked.
  case company(CompanyState.ID)
}

/// An action and the companies it is for.
public struct AddressedAction: Equatable, Sendable {
  public var recipient: Recipient
  public var action: Action

  public init(_ action: Action, to recipient: Recipient) {
    self.action = action
    self.recipient = recipient
  }
}

/// An effect and the company it is for.
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

/// The action for a terminal event, and the companies it is for.
public func addressedAction(for event: TerminalEvent) -> AddressedAction? {
  action(for: event).map { action in
    if case .resized = action { AddressedAction(action, to: .everybody) } else { AddressedAction(action, to: .current) }
  }
}

/// What follows from a frame that was drawn at this time; nil for nothing.
public func drawn(_ companies: Companies, at date: Date) -> AddressedAction? {
  drawn(companies.state, at: date).map { AddressedAction($0, to: .current) }
}

/// The screen of the current company, with the meaning of a click on each part.
public func drawing(_ companies: Companies, _ size: Size, _ memory: (any Sendable)?) -> Drawing<AddressedAction> {
  drawing(companies.state, size, memory).map { AddressedAction($0, to: .current) }
}

/// One company on the dashboard: everything known about it and under way for it, on the screen or not.
public struct CompanyState: Equatable, Sendable, Identifiable {
  /// The profile's name; empty for the connection that the environment gives.
  public typealias ID = String

  public let id: ID
  public internal(set) var state: State
  /// Whether any request was sent for it yet.
  public internal(set) var isStarted = false

  public init(_ state: State) {
    id = state.session.profile ?? ""
    self.state = state
  }

  /// Sends the first requests, once: when somebody opens the company or the companies screen. Each company has its own
  /// request budget.
  mutating func start() -> [Effect] {
    guard !isStarted else { return [] }
    isStarted = true
    return state.start()
  }
}

extension Companies {
  /// Drafts and preferences that are not on disk yet. Quitting by a key waits for these writes. A signal or a lost
  /// terminal ends the screen at once, so they are written afterwards.
  public var writesAtExit: [AddressedEffect] {
    let drafts = all.compactMap { company in
      company.state.ofNow.unsavedDrafts.map { AddressedEffect(.saveDrafts($0), for: company.id) }
    }
    let choices = state.session.isDemo ? [] : preferencesDue
    return drafts + (choices.isEmpty ? [] : [AddressedEffect(.savePreferences(choices), for: all[current].id)])
  }
}
