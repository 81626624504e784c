import Files
import FintoroAPI
import FintoroWebhooks

/// Knows which company the token belongs to, and whether anything may be written with it.
///
/// Every write asks here first. A token that was replaced by another company's would otherwise write there.
actor WriteGate {
  private let client: FintoroClient
  private let profile: String?
  private let isReadOnly: Bool
  private let pins: CompanyPins
  private let clock: LiveClock
  /// `whoami` tells the name, any subscription the id.
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

  /// Remembers what a response told, so that no request asks for it again.
  func record(companyName name: String) { self.name = name }

  func record(_ list: SubscriptionList) {
    hasReadID = true
    id = list.subscriptions.lazy.compactMap(\.companyID).first ?? id
  }

  func record(_ subscription: Subscription) { id = subscription.companyID ?? id }

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

  /// Requests what is not known yet: the name, and the id where the company has any subscription.
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

  /// The same without a request. A later response may change it.
  func knownLock() async -> WriteLock? {
    if isReadOnly { return .readOnlyProfile(profile ?? "") }
    if isForbidden { return .tokenMayNotWrite }
    guard known != nil, id != nil || hasReadID else { return nil }
    return (try? await companyLock()) ?? nil
  }

  /// Pins the profile to the company of now. Call when a person has confirmed it.
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
