public import FintoroWebhooks
public import Foundation

/// The status of the data on the screen, in one value.
public enum ConnectionStatus: Equatable, Sendable {
  /// No answer yet.
  case loading
  case live(age: Double)
  /// A person has stopped refreshing; the last answer was good.
  case stopped(age: Double)
  /// There is data, but the last refresh failed.
  case stale(age: Double, why: String)
  /// `until` is nil if no answer named a time.
  case rateLimited(until: Date?)
  /// The token is invalid, or may not read.
  case refused(why: String)
  case offline(since: Date, why: String)
  /// A server answers, but it has never returned a list.
  case noList(since: Date, why: String)
}

extension Connection {
  public func status(at now: Date) -> ConnectionStatus {
    let toldLimit = isLimitFromServer ? limitedUntil : nil
    if isLimited(at: now) { return .rateLimited(until: toldLimit) }
    guard let failure else {
      guard let age = age(at: now) else { return .loading }
      if isStopped { return .stopped(age: age) }
      return age <= maxLiveAge ? .live(age: age) : .stale(age: age, why: lateness)
    }
    switch failure.kind {
    case .rateLimited: return .rateLimited(until: toldLimit)
    case .unauthenticated: return .refused(why: "401, the token is not accepted")
    case .forbidden: return .refused(why: "403, the token may not read")
    case _ where failure.isOffline:
      return .offline(since: failingSince ?? now, why: failure.shortReason)
    default:
      guard let age = age(at: now) else { return .noList(since: failingSince ?? now, why: failure.shortReason) }
      return .stale(age: age, why: failure.shortReason)
    }
  }

  private var lateness: String {
    (answer?.cacheAge ?? 0) > maxLiveAge ? "the answer is a cache's" : "the answer is late"
  }

  /// Whether the rows count as current. The last good answer decides, not whether a request is under way.
  public func isLive(at now: Date) -> Bool {
    switch status(at: now) {
    case .live: true
    case .stopped(let age): age <= maxLiveAge
    // A 429 to another request says nothing about the list on the screen.
    case .rateLimited: failure == nil && age(at: now).map { $0 <= maxLiveAge } ?? false
    case .loading, .stale, .refused, .offline, .noList: false
    }
  }

  /// Seconds since the request for the last good answer: its data may be that old. Nil before the first answer.
  public func age(at now: Date) -> Double? {
    answer.map { max(0, now.timeIntervalSince($0.askedAt)) }
  }

  /// When the data on the screen was requested, if it is not live; nil while it is live, and before the first answer.
  public func asOf(at now: Date) -> Date? { isLive(at: now) ? nil : answer?.askedAt }

  /// What is left of the company's budget; nil if the last answer did not say or is too old.
  public func budget(at now: Date) -> RateLimit? {
    guard failure == nil, let answer, now.timeIntervalSince(answer.receivedAt) < Self.budgetWindow else { return nil }
    return answer.rateLimit
  }

  /// When the header next changes, or a refresh is due.
  func nextChange(after now: Date) -> Date? {
    // Ages and countdowns in the header have seconds.
    let second = Date(timeIntervalSinceReferenceDate: (now.timeIntervalSinceReferenceDate + 1).rounded(.down))
    if answer == nil, failure == nil, limitedUntil == nil { return nil }
    guard !isStopped, let nextTryAt else { return second }
    return min(nextTryAt, second)
  }

  /// Twice the refresh interval: an older answer has missed a refresh.
  var maxLiveAge: Double { 2 * restInterval }
}

extension Failure {
  /// Whether no server answers.
  var isOffline: Bool {
    switch kind {
    case .unreachable, .timedOut, .connectionLost, .cancelled: true
    default: false
    }
  }

  /// A few words for a header.
  var shortReason: String {
    switch kind {
    case .unauthenticated: "token refused"
    case .forbidden: "not allowed"
    case .notFound: "not found (404): is the base URL right?"
    case .rateLimited: "rate limited"
    case .server where status == 511: "the network wants a log-in"
    case .server: "server error \(status.map(String.init) ?? "")"
    case .unreachable(.nameNotFound): "name not found"
    case .unreachable(.refused): "connection refused"
    case .unreachable(.tls): "TLS failed"
    case .unreachable(.certificate(let fault)): fault.shortReason
    case .unreachable(.proxy(_, .wantsLogIn)): "the proxy wants a log-in"
    case .unreachable(.proxy): "the proxy does not connect"
    case .unreachable(.other): "not reachable"
    case .timedOut(let seconds): "no answer in \(seconds) s"
    case .connectionLost: "connection lost"
    case .unreadable: "answer not understood"
    case .inWork: "still being processed"
    case .unexpectedStatus: "unexpected status \(status.map(String.init) ?? "")"
    case .cancelled: "cancelled"
    case .notSent: "nothing sent"
    default: "refused"
    }
  }
}

extension Failure.CertificateFault {
  fileprivate var shortReason: String {
    switch self {
    case .expired: "certificate expired"
    case .notYetValid: "certificate not valid yet"
    case .otherName: "certificate for another name"
    case .unknownIssuer: "certificate not trusted"
    }
  }
}
