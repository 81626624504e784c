import Files
import FintoroAPI
import FintoroWebhooks

/// Knows which company the token belongs to, and whether anything may be written with it.
///
/// Everything that writes asks here first: a token that was exchanged for another company's would otherwise write there.
actor WriteGate {
  private let client: FintoroClient
  private let profile: String?
  private let isReadOnly: Bool
  private let pins: CompanyPins
  private let clock: LiveClock
  /// Learnt from `whoami` (name) and from any subscription (id).
  private var name: String?
  private var id: Int?
  private var hasReadID = false
  private var isForbidden = false

  init(client: FintoroClient, profile: String?, isReadOnly: Bool = false, paths: Paths, clock: LiveClock) {
    self.client = client
    self.profile = profile
    self.isReadOnly = isReadOnly
    pins = CompanyPins(paths: paths)
    self.clock = clock
  }

  /// What an answer told, so that it need not be asked for again.
  func record(companyName name: String) { self.name = name }

  func record(_ list: SubscriptionList) {
    hasReadID = true
    id = list.subscriptions.lazy.compactMap(\.companyID).first ?? id
  }

  func record(_ subscription: Subscription) { id = subscription.companyID ?? id }

  /// A write was answered.
  func recordWrite(_ failure: Failure?) {
    if let failure {
      if failure.kind == .forbidden { isForbidden = true }
    } else {
      isForbidden = false
    }
  }

  /// As far as it is known without asking.
  var known: CompanyIdentity? { name.map { CompanyIdentity(name: $0, id: id) } }

  /// Asks for what is not known yet: the name, and the id where the company has any subscription.
  func company() async throws(Failure) -> CompanyIdentity {
    if name == nil { name = try await client.whoami().value }
    if id == nil, !hasReadID { record(try await client.list().value) }
    return CompanyIdentity(name: name ?? "", id: id)
  }

  /// Why nothing may be written now; nil where it may. A profile's first use pins its company.
  func lock() async throws(Failure) -> WriteLock? {
    if isReadOnly { return .readOnlyProfile(profile ?? "") }
    return try await companyLock()
  }

  /// The same without asking Fintoro: what is known may still change.
  func knownLock() async -> WriteLock? {
    if isReadOnly { return .readOnlyProfile(profile ?? "") }
    if isForbidden { return .tokenMayNotWrite }
    guard known != nil, id != nil || hasReadID else { return nil }
    return (try? await companyLock()) ?? nil
  }

  /// A person said that the company is the right one.
  func repin() async throws -> CompanyIdentity {
    let company = try await company()
    if let profile { try await pin(company, to: profile) }
    return company
  }

  private func companyLock() async throws(Failure) -> WriteLock? {
    let company = try await company()
    guard let profile else { return nil }
    let (pins, baseURL) = (pins, client.connection.baseURL.text)
    do throws(CompanyPinProblem) {
      let pinned = try await BlockingWork.run { () throws(CompanyPinProblem) in
        try pins.pinned(profile, baseURL: baseURL)
      }
      if let pinned {
        if let lock = WriteLock.comparing(pinned, with: company) { return lock }
        if pinned.id != nil || company.id == nil { return nil }
      }
      // A pin that cannot be written forbids nothing: the next write tries again.
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
