import FintoroWebhooks
import Foundation

/// Creates. Each is retried with the same key until it is settled, even after its form was closed.
extension State {
  /// Takes the journal's entries. They are read at the start and with every list.
  mutating func pendingCreatesFound(_ found: [FoundCreate]) -> [Effect] {
    custody.pending = found
    let keys = Set(found.map(\.key))
    custody.needingPerson = custody.needingPerson.filter { keys.contains($0.key) }
    reportForeign()
    let own = Set(creates.compactMap(\.key))
    let orphans = found.filter { create in
      create.status == .resumable && !own.contains(create.key) && custody.needingPerson[create.key] == nil
    }
    // Nothing is resumed while writing is locked. After a 429 the next list finds these entries again.
    let isAllowed = custody.lock == nil && !connection.isLimited(at: now)
    let resumed = isAllowed ? orphans.map { resume($0) } : []
    reportPending()
    return resumed
  }

  mutating func pendingCreatesUnreadable(_ problem: String) -> [Effect] {
    guard problem != custody.journalProblem else { return [] }
    custody.journalProblem = problem
    return showAlert(problem)
  }

  mutating func resume(_ create: FoundCreate) -> Effect {
    .resumeCreate(number: track(label: create.label, key: create.key), create.key)
  }

  /// Call when a person has settled a pending create, or a try has.
  mutating func removePending(_ key: IdempotencyKey) {
    custody.pending.removeAll { $0.key == key }
    custody.needingPerson[key] = nil
  }

  /// Says once of each create that it needs a person. No screen opens by itself.
  private mutating func reportPending() {
    let waiting = world.pendingItems.filter { $0.needsPerson && !custody.shown.contains($0.create.key) }
    guard let first = waiting.first, modal == nil else { return }
    custody.shown.formUnion(waiting.map(\.create.key))
    if case .pending = screen { return }
    let others = waiting.count > 1 ? " (and \(waiting.count - 1) more)" : ""
    _ = showAlert("The create of \(first.create.label)\(others) needs you. P shows why, and what can be done.")
    message?.isShownOn = .pending
  }

  private mutating func reportForeign() {
    let foreign = world.pendingItems.compactMap { item -> (FoundCreate, String)? in
      guard case .foreign(let why) = item.stage, !custody.shown.contains(item.create.key) else { return nil }
      return (item.create, why)
    }
    guard let (first, why) = foreign.first else { return }
    custody.shown.formUnion(foreign.map(\.0.key))
    let others = foreign.count > 1 ? " (and \(foreign.count - 1) more)" : ""
    _ = showAlert("The pending create of \(first.label)\(others) is unchanged. \(why)")
    message?.isShownOn = .pending
  }

  /// The creates whose retry time has come.
  mutating func resumeDueCreates() -> [Effect] {
    if connection.isLimited(at: now) { return [] }
    return creates.indices.compactMap { index in
      guard let due = creates[index].retryAt, due <= now, let key = creates[index].key else { return nil }
      creates[index].phase = .sending(since: now)
      return .resumeCreate(number: creates[index].id, key)
    }
  }

  /// Tries at once what waited only because nothing answered. A server that named a time for the next try is not asked
  /// before.
  /// - Parameter worksAgain: whether the list before this one had failed.
  mutating func wakeCreates(worksAgain: Bool) -> [Effect] {
    for index in creates.indices {
      guard case .waiting(let until, let failure) = creates[index].phase, until > now, failure.retryAt ?? now <= now
      else { continue }
      // One that never reached Fintoro missed the failure of the list, or the list has not failed yet.
      if worksAgain || failure.isUnreachable { creates[index].phase = .waiting(until: now, failure) }
    }
    // A token that is accepted again may finish what was refused to it.
    if worksAgain { custody.needingPerson = custody.needingPerson.filter { !$0.value.isAboutToken } }
    return resumeDueCreates()
  }

  mutating func createFinished(
    _ number: Int, _ outcome: CreateOutcome, at date: Date, random: Double
  ) -> [Effect] {
    guard let index = creates.firstIndex(where: { $0.id == number }) else { return [] }
    if case .kept(let key, let failure, mustTell: false) = outcome {
      return scheduleRetry(index, key, failure, at: date, random: random)
    }
    let create = creates.remove(at: index)
    let label = create.label
    switch outcome {
    case .created, .refused: if let key = create.key { removePending(key) }
    default: break
    }
    switch outcome {
    case .created(let subscription, let secret, let path, _):
      return created(number, SecretRoom(subscription, secret, .saved(path: path ?? "standard output")))
    case .savingFailed(let subscription, let secret, let problem, _):
      return created(number, SecretRoom(subscription, secret, .notSaved(problem: problem)))
    case .refused(let failure):
      noteLock(from: failure)
      let told = FormFailure(failure, world.sentence(failure))
      return deliver(.createFailed(number: number, told))
        ?? showAlert("\(label) was not created. \(told.sentence)\(keepUnsent(create))")
    case .notSent(let problem, let source):
      return notSent(create, source == .secretFile ? .secretFile(problem) : .message(problem))
    case .companyUnknown(let failure):
      connection.learn(from: failure, at: now)
      let sentence = FailureText.companyUnknown(
        failure, baseURL: session.baseURL, zone: zone, profile: session.profile)
      return notSent(create, .message(sentence))
    case .locked(let lock):
      custody.lock = lock
      return notSent(create, .message(lock.sentence))
    case .kept(let key, let failure, _):
      let why =
        "refused now, but an earlier try may have worked; it stays pending. " + world.sentence(failure)
      let need = NeedOfPerson(why: why, since: date, isAboutToken: failure.kind == .unauthenticated)
      return needsPerson(number, label, key, need)
    // The journal says the same of the entry, for as long as it is true: a clock may be set right.
    case .stale(_, let staleness): return report(number, label, staleness.advice) + refreshAfterChange()
    case .alreadyPending(_, let file):
      return report(
        number, label,
        "nothing was sent, because the same create is pending already. hooktop finishes it by itself while it is younger "
          + "than 55 minutes; its entry is \(file).")
    case .busy: return report(number, label, "another hooktop is finishing it, or has finished it")
    }
  }

  private mutating func created(_ number: Int, _ secret: SecretRoom) -> [Effect] {
    // The form that waited for it and its draft are no longer needed.
    if case .form(let form) = screen, form.createNumber == number { (draft, backStack, screen) = (nil, [], .board) }
    show(secret)
    return [.inspectSecrets([secret.subscription.id])] + refreshAfterChange()
  }

  private mutating func notSent(_ create: TrackedCreate, _ failure: FormFailure) -> [Effect] {
    deliver(.createFailed(number: create.id, failure))
      ?? showAlert("\(create.label) was not sent. \(failure.sentence)\(keepUnsent(create))")
  }

  /// Reports a create that needs a person. The list is asked for again: the older one proves nothing.
  private mutating func needsPerson(
    _ number: Int, _ label: String, _ key: IdempotencyKey, _ need: NeedOfPerson
  ) -> [Effect] {
    custody.needingPerson[key] = need
    return report(number, label, need.why) + refreshAfterChange()
  }

  /// Reports a create about which nothing is to be decided yet.
  private mutating func report(_ number: Int, _ label: String, _ text: String) -> [Effect] {
    let told = deliver(.createFailed(number: number, .message(text))) ?? showAlert("\(label): \(text)")
    return told + [.findPendingCreates]
  }

  private mutating func scheduleRetry(
    _ index: Int, _ key: IdempotencyKey, _ failure: Failure, at date: Date, random: Double
  ) -> [Effect] {
    // Track an entry once, even if a search of the journal has found it meanwhile.
    if creates.contains(where: { $0.key == key && $0.id != creates[index].id }) {
      creates.remove(at: index)
      return []
    }
    creates[index].key = key
    forgetEnteredDrafts()
    creates[index].failures += 1
    if failure.leavesDoubt { creates[index].isInDoubt = true }
    let delay = RequestRetryPolicy.delay(
      afterFailures: creates[index].failures, random: random, retryAt: failure.retryAt, now: date)
    connection.learn(from: failure, at: now)
    creates[index].phase = .waiting(until: date.addingTimeInterval(delay), failure)
    return []
  }

  mutating func track(label: String, key: IdempotencyKey?) -> Int {
    lastCreateNumber += 1
    var create = TrackedCreate(id: lastCreateNumber, label: label, key: key, phase: .sending(since: now))
    create.isInDoubt = key != nil
    creates.append(create)
    return lastCreateNumber
  }
}

extension Failure {
  fileprivate var isUnreachable: Bool { if case .unreachable = kind { true } else { false } }

  /// Whether the request may have been carried out although it failed.
  fileprivate var leavesDoubt: Bool {
    switch kind {
    case .unreachable, .rateLimited, .notSent: false
    default: true
    }
  }
}

extension FoundCreate {
  /// Where the secret will be saved.
  var secretPath: String {
    switch destination {
    case .file(let path): path
    case .standardOutput: "a new file"
    case nil: "its own file"
    }
  }
}

extension PendingCreate.Staleness {
  /// Why it is not sent again, and what to do.
  var advice: String {
    switch self {
    case .keyExpired:
      "It is too old to be sent again without risking a double: see what it may have made, and adopt, delete or "
        + "forget it (P)."
    case .clockSetBack:
      "It was made later than this machine's clock says it is now: set the clock right, and it goes on by itself; or "
        + "adopt, delete or forget it (P)."
    }
  }
}
