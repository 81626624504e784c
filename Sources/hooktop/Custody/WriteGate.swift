import Files
import FintoroAPI
import FintoroWebhooks

/// Knows which company the token belongs to, and whether anything may be written with it.
///
/// Every write asks here first. A token that was replaced by another company's would otherwise write there.
actor WriteGate {
  private typealias Checked = (company: CompanyIdentity, tokenNumber: Int)

  /// Requests that callers share, and how many wait for them.
  private struct Asking {
    var number: Int
    var task: Task<Result<Checked, Failure>, Never>
    var waiting = 0
  }

  private let client: FintoroClient
  let profile: String?
  private let isReadOnly: Bool
  private let pins: CompanyPins
  private let clock: LiveClock
  /// `whoami` tells the name, any subscription the id.
  private var name: String?
  private var id: Int?
  private var hasReadID = false
  private var isForbidden = false
  /// The token that all this belongs to.
  private var tokenNumber = 0
  /// The company of the first token. Stands in for the pin where there is no profile.
  private var firstCompany: CompanyIdentity?
  private var asking: Asking?
  private var askings = 0

  init(client: FintoroClient, profile: String?, isReadOnly: Bool = false, paths: Paths, clock: LiveClock) {
    self.client = client
    self.profile = profile
    self.isReadOnly = isReadOnly
    pins = CompanyPins(paths: paths)
    self.clock = clock
  }

  /// Remembers what a response told, so that no request asks for it again.
  func record(companyName answer: Answer<String>) {
    if isOfCurrentToken(answer.context) { name = answer.value }
  }

  func record(_ answer: Answer<SubscriptionList>) {
    guard isOfCurrentToken(answer.context) else { return }
    hasReadID = true
    id = answer.value.companyID ?? id
  }

  func record(_ answer: Answer<Subscription>) {
    if isOfCurrentToken(answer.context) { id = answer.value.companyID ?? id }
  }

  /// Remembers what came of a write; nil for one that was accepted.
  func recordWrite(_ failure: Failure?) {
    if let failure {
      if failure.kind == .forbidden { isForbidden = true }
    } else {
      isForbidden = false
    }
  }

  /// The company, as far as earlier responses told it.
  var known: CompanyIdentity? { name.map { CompanyIdentity(name: $0, id: id) } }

  /// The same of its id alone.
  var companyID: Int? { id }

  /// Requests what is not known yet: the name, and the id where the company has any subscription. Callers share the
  /// requests.
  func company() async throws(Failure) -> CompanyIdentity { try await checked().company }

  /// Why nothing may be written now; nil where it may. Pins a profile that is not pinned yet.
  func lock() async throws(Failure) -> WriteLock? {
    if isReadOnly { return .readOnlyProfile(profile ?? "") }
    return await companyLock(try await checked())
  }

  /// The same without a request. A later response may change it.
  func knownLock() async -> WriteLock? {
    if isReadOnly { return .readOnlyProfile(profile ?? "") }
    await followToken()
    if isForbidden { return .tokenMayNotWrite }
    guard let known, id != nil || hasReadID else { return nil }
    return await companyLock((known, tokenNumber))
  }

  /// Sends a write. Where its token was refused and renewed, the new one's company is checked and the write sent once
  /// more. Nothing came of the first: it was refused before it was looked at.
  /// - Parameter isFor: whether the write belongs to the company that the new token leads to.
  func write<Value: Sendable>(
    for isFor: (CompanyIdentity) -> Bool = { _ in true }, _ send: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    do throws(Failure) {
      return try await recorded(send)
    } catch {
      guard error.kind == .unauthenticated, await client.token.awaitsPermission,
        let checked = try? await checked(), isFor(checked.company), !isReadOnly, await companyLock(checked) == nil
      else { throw error }
    }
    return try await recorded(send)
  }

  private func recorded<Value: Sendable>(
    _ send: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    do throws(Failure) {
      let value = try await send()
      recordWrite(nil)
      return value
    } catch {
      recordWrite(error)
      throw error
    }
  }

  /// Pins the profile to the company that earlier responses told, where it is pinned to none yet: its token may lead to
  /// another one later. A read-only profile needs no pin. Sends nothing.
  /// - Returns: why nothing may be written with the profile; nil where nothing is known against it.
  @discardableResult func pinFirstUse() async -> WriteLock? {
    await followToken()
    guard profile != nil, !isReadOnly, let known else { return nil }
    return await comparedLock(known)
  }

  /// Pins the profile to the company of now. Call when a person has confirmed it.
  func repin() async throws -> CompanyIdentity {
    let company = try await company()
    if let profile { try await pin(company, to: profile) }
    return company
  }

  private func companyLock(_ checked: Checked) async -> WriteLock? {
    let lock = await comparedLock(checked.company)
    if lock == nil { await client.token.allowWriting(with: checked.tokenNumber) }
    return lock
  }

  private func comparedLock(_ company: CompanyIdentity) async -> WriteLock? {
    guard let profile else {
      guard let firstCompany, case .otherCompany? = WriteLock.comparing(firstCompany, with: company) else { return nil }
      return .otherCompanyThanAtStart(first: firstCompany, now: company)
    }
    let (pins, baseURL) = (pins, client.connection.baseURL.text)
    do throws(CompanyPinProblem) {
      let pinned = try await BlockingWork.run { () throws(CompanyPinProblem) in
        try pins.pinned(profile, baseURL: baseURL)
      }
      if let pinned {
        if let lock = WriteLock.comparing(pinned, with: company) { return lock }
        if pinned.id != nil || company.id == nil { return nil }
      }
      // A pin that cannot be written blocks nothing. The next write tries again.
      try? await pin(company, to: profile)
      return nil
    } catch {
      return .pinUnreadable(error.sentence)
    }
  }

  private func pin(_ company: CompanyIdentity, to profile: String) async throws(CompanyPinProblem) {
    let (pins, baseURL, unique) = (pins, client.connection.baseURL.text, clock.newKey().rawValue)
    try await BlockingWork.run { () throws(CompanyPinProblem) in
      try pins.pin(company, to: profile, baseURL: baseURL, unique: unique)
    }
  }
}

// MARK: What is known belongs to one token

extension WriteGate {
  /// Forgets what belongs to an earlier token.
  private func followToken() async {
    let number = await client.token.number
    if number > tokenNumber { turn(to: number) }
  }

  private func isOfCurrentToken(_ context: AnswerContext) -> Bool {
    if context.tokenNumber > tokenNumber { turn(to: context.tokenNumber) }
    return context.tokenNumber == tokenNumber
  }

  private func turn(to number: Int) {
    firstCompany = firstCompany ?? known
    (name, id, hasReadID, isForbidden, tokenNumber) = (nil, nil, false, false, number)
  }

  private func checked() async throws(Failure) -> Checked {
    await followToken()
    if let known, id != nil || hasReadID { return (known, tokenNumber) }
    if asking == nil {
      askings += 1
      let number = askings
      asking = Asking(
        number: number,
        task: Task {
          let result = await ask()
          if asking?.number == number { asking = nil }
          return result
        })
    }
    asking?.waiting += 1
    guard let asking else { throw Failure(.cancelled) }
    return try await withTaskCancellationHandler {
      await asking.task.value
    } onCancel: {
      Task { await self.leave(asking.number) }
    }.get()
  }

  /// A caller that was cancelled waits no longer; the last of them cancels the requests.
  private func leave(_ number: Int) {
    guard asking?.number == number else { return }
    asking?.waiting -= 1
    guard let left = asking, left.waiting <= 0 else { return }
    left.task.cancel()
    asking = nil
  }

  private func ask() async -> Result<Checked, Failure> {
    do throws(Failure) {
      while true {
        await followToken()
        if name == nil {
          record(companyName: try await client.whoami())
        } else if id == nil, !hasReadID {
          record(try await client.list())
        } else if let known, await client.token.number == tokenNumber {
          return .success((known, tokenNumber))
        }
      }
    } catch {
      return .failure(error)
    }
  }
}
