import FintoroWebhooks
import Foundation

extension State {
  /// Starts a create; the form, if it is still there, waits for it by its number.
  mutating func startCreate(_ input: SubscriptionInput, secretPath: String) -> (number: Int, [Effect]) {
    let number = track(label: Self.label(of: input), key: nil)
    return (number, [.create(number: number, input, secretPath: secretPath)])
  }

  mutating func pendingCreatesFound(_ found: [FoundCreate]) -> [Effect] {
    let blocked = found.filter { $0.obstacle != nil }
    if let first = blocked.first, let obstacle = first.obstacle {
      let others = blocked.count > 1 ? " (and \(blocked.count - 1) more)" : ""
      _ = insist("The unfinished create of \(first.label)\(others) stays as it is. \(obstacle)")
    }
    return found.filter { $0.obstacle == nil }.map { create in
      .resumeCreate(number: track(label: create.label, key: create.key), create.key)
    }
  }

  /// The tries that the clock asks for.
  mutating func resumeDueCreates() -> [Effect] {
    if connection.isLimited(at: now) { return [] }
    return creates.indices.compactMap { index in
      guard let due = creates[index].retryAt, due <= now, let key = creates[index].key else { return nil }
      creates[index].phase = .sending(since: now)
      return .resumeCreate(number: creates[index].id, key)
    }
  }

  mutating func createFinished(_ number: Int, _ result: CreateResult) -> [Effect] {
    guard let index = creates.firstIndex(where: { $0.id == number }) else { return [] }
    let label = creates[index].label
    switch result {
    case .kept(let key, let failure, let date, let random):
      return keep(index, key, failure, at: date, random: random)
    case .created(let subscription, let secret, let path):
      creates.remove(at: index)
      closeForm(of: number)
      show(SecretState(subscription, secret, .saved(path: path), shownAt: now))
      return refreshFor(subscription)
    case .savingFailed(let subscription, let secret, let problem):
      creates.remove(at: index)
      closeForm(of: number)
      show(SecretState(subscription, secret, .notSaved(problem: problem), shownAt: now))
      return refreshFor(subscription)
    case .refused(let failure):
      creates.remove(at: index)
      if tellForm(of: number, failure) { return [] }
      return insist("\(label) was not created. \(FailureText.sentence(failure, baseURL: session.baseURL))")
    case .notSent(let problem, let isAboutSecretFile):
      creates.remove(at: index)
      if tellForm(of: number, notSent: problem, isAboutSecretFile) { return [] }
      return insist("\(label) was not sent. \(problem)")
    case .needsPerson(let text):
      creates.remove(at: index)
      if tellForm(of: number, notSent: text, false) { return [] }
      return insist("\(label): \(text)")
    }
  }

  private mutating func keep(
    _ index: Int, _ key: IdempotencyKey, _ failure: Failure, at date: Date, random: Double
  ) -> [Effect] {
    creates[index].key = key
    creates[index].failures += 1
    if failure.leavesDoubt { creates[index].isInDoubt = true }
    let delay = RequestRetryPolicy.delay(
      afterFailures: creates[index].failures, random: random, retryAt: failure.retryAt, now: date)
    connection.limited(failure, at: date)
    creates[index].phase = .waiting(until: date.addingTimeInterval(delay), failure)
    return []
  }

  private mutating func refreshFor(_ subscription: Subscription) -> [Effect] {
    board.select(wantedID: subscription.id)
    return refreshAfterChange()
  }

  private mutating func track(label: String, key: IdempotencyKey?) -> Int {
    lastCreateNumber += 1
    var create = TrackedCreate(id: lastCreateNumber, label: label, key: key, phase: .sending(since: now))
    create.isInDoubt = key != nil
    creates.append(create)
    return lastCreateNumber
  }

  private static func label(of input: SubscriptionInput) -> String {
    if let name = input.name, !name.isEmpty { return name }
    return EndpointRules.host(of: input.url) ?? input.url
  }
}

extension Failure {
  /// Whether the request may have done its work all the same.
  fileprivate var leavesDoubt: Bool {
    switch kind {
    case .unreachable, .rateLimited, .notSent: false
    default: true
    }
  }
}
