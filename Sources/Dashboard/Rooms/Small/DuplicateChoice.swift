public import FintoroWebhooks
import TerminalUI

/// What a new form starts with when a subscription is duplicated. Never its secret: the copy gets one of its own.
public struct FormSeed: Equatable, Sendable {
  public var name: String
  public var url: String
  public var isActive: Bool
  public var events: [EventType]

  init(_ subscription: Subscription) {
    name = subscription.name ?? ""
    url = subscription.url
    isActive = subscription.isActive
    events = subscription.subscribedEvents
  }
}

/// For which company a subscription is to be duplicated.
public struct DuplicateChoice: Equatable, Sendable {
  public let seed: FormSeed
  public var index: Int
}

extension State {
  mutating func openDuplicate() -> [Effect] {
    guard let subscription = subscriptionInView else { return showMessage("There is nothing to duplicate here.") }
    if let problem = subscription.eventsProblem {
      return showMessage(
        "Not duplicated: which events it hears could not be read, and some would be missing (\(problem)).", .bad)
    }
    let seed = FormSeed(subscription)
    guard companies.count > 1 else { return openForm(from: seed) }
    let own = companies.firstIndex { $0.id == session.profile ?? "" } ?? 0
    modal = .duplicate(DuplicateChoice(seed: seed, index: own))
    return []
  }

  mutating func duplicatePressed(_ choice: DuplicateChoice, _ command: Command?) -> [Effect] {
    var choice = choice
    switch command {
    case .back:
      modal = nil
      return []
    case .press:
      modal = nil
      guard companies.indices.contains(choice.index) else { return [] }
      let id = companies[choice.index].id
      return id == session.profile ?? "" ? openForm(from: choice.seed) : [.duplicate(choice.seed, to: id)]
    case .up: choice.index = max(0, choice.index - 1)
    case .down: choice.index = min(companies.count - 1, choice.index + 1)
    default: break
    }
    modal = .duplicate(choice)
    return []
  }

  /// A form with everything but the secret filled in. What was typed into another one before is not replaced.
  mutating func openForm(from seed: FormSeed) -> [Effect] {
    if let draft {
      let name = draft.name.text.isEmpty ? draft.url.text : draft.name.text
      return showAlert("The draft of \(name) would be lost: finish or empty it with n first, then duplicate.")
    }
    var form = FormState()
    form.name.set(seed.name)
    form.url.set(seed.url)
    form.isActive = seed.isActive
    form.events = seed.events
    return open(form)
  }
}

extension DuplicateChoice {
  func list(_ state: State) -> ChoiceList {
    let own = state.session.profile ?? ""
    return ChoiceList(
      title: "Duplicate \(seed.name.isEmpty ? seed.url : seed.name) for",
      lines: state.companies.map { company in
        .init(
          text: company.session.title.isEmpty ? company.session.name : company.session.title,
          aside: company.id == own ? "this company" : "")
      }, index: index, columns: 60, note: "Name, URL and events are taken over; the copy gets a secret of its own.")
  }
}
