public import FintoroWebhooks
public import Foundation

/// The truth about the data on the screen, in one value.
public enum ConnectionStatus: Equatable, Sendable {
  /// Nothing has been received yet.
  case loading
  case live(age: Double)
  /// A person has stopped polling; nothing was wrong when the last answer came.
  case held(age: Double)
  /// There is data, and it could not be renewed.
  case stale(age: Double, why: String)
  /// Until nil: no answer has named a time.
  case rateLimited(until: Date?)
  /// The token is not accepted, or may not read.
  case refused(why: String)
  case offline(since: Date, why: String)
  /// Something is there, but it has never given a list.
  case noList(since: Date, why: String)
}

extension Connection {
  public func status(at now: Date) -> ConnectionStatus {
    let toldLimit = isLimitTold ? limitedUntil : nil
    if isLimited(at: now) { return .rateLimited(until: toldLimit) }
    guard let failure else {
      guard let age = age(at: now) else { return .loading }
      if isHeld { return .held(age: age) }
      return age <= maxLiveAge ? .live(age: age) : .stale(age: age, why: "the answer is late")
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

  /// Whether the rows may look live: the last good answer decides, not whether one is being waited for.
  public func isLive(at now: Date) -> Bool {
    switch status(at: now) {
    case .live: true
    case .held(let age): age <= maxLiveAge
    // A 429 to another request says nothing about the list that is there.
    case .rateLimited: failure == nil && age(at: now).map { $0 <= maxLiveAge } ?? false
    case .loading, .stale, .refused, .offline, .noList: false
    }
  }

  /// Seconds since the last good answer was asked for: what it says may be as old as that. Nil before the first.
  public func age(at now: Date) -> Double? {
    answer.map { max(0, now.timeIntervalSince($0.askedAt)) }
  }

  /// When what is on the screen was asked for, where that is to be told because it is not live; nil while it is, and
  /// before the first answer.
  public func asOf(at now: Date) -> Date? { isLive(at: now) ? nil : answer?.askedAt }

  /// What is left of the company's budget, where the last answer told it and it is not an old one by now.
  public func budget(at now: Date) -> RateLimit? {
    guard failure == nil, let answer, now.timeIntervalSince(answer.receivedAt) < Self.budgetWindow else { return nil }
    return answer.rateLimit
  }

  /// When the header reads differently, or a refresh is due.
  func nextChange(after now: Date) -> Date? {
    // Ages and countdowns in the header have seconds.
    let second = Date(timeIntervalSinceReferenceDate: (now.timeIntervalSinceReferenceDate + 1).rounded(.down))
    if answer == nil, failure == nil, limitedUntil == nil { return nil }
    guard !isHeld, let nextTryAt else { return second }
    return min(nextTryAt, second)
  }

  /// Two refreshes and their answers' way: an answer older than this has missed one.
  var maxLiveAge: Double { 2 * restInterval }
}

extension Failure {
  /// Whether nothing is there that answers.
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
    case .server: "server error \(status.map(String.init) ?? "")"
    case .unreachable(.nameNotFound): "name not found"
    case .unreachable(.refused): "connection refused"
    case .unreachable(.tls): "TLS failed"
    case .unreachable(.other): "not reachable"
    case .timedOut(let seconds): "no answer in \(seconds) s"
    case .connectionLost: "connection lost"
    case .unreadable: "answer not understood"
    case .unexpectedStatus: "unexpected status \(status.map(String.init) ?? "")"
    case .cancelled: "cancelled"
    case .notSent: "nothing sent"
    default: "refused"
    }
  }
}
