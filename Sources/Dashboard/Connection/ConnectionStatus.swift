import FintoroWebhooks
public import Foundation

/// The truth about the data on the screen, in one value.
public enum ConnectionStatus: Equatable, Sendable {
  /// Nothing has been received yet.
  case loading
  case live(age: Double)
  /// There is data, and it could not be renewed.
  case stale(age: Double, why: String)
  case rateLimited(until: Date)
  /// The token is not accepted, or may not read.
  case refused(why: String)
  case offline(since: Date, why: String)
}

extension Connection {
  public func status(at now: Date) -> ConnectionStatus {
    guard let failure else {
      guard let answer else { return .loading }
      let age = max(0, now.timeIntervalSince(answer.receivedAt))
      return age <= Self.longestLive ? .live(age: age) : .stale(age: age, why: "the answer is late")
    }
    switch failure.kind {
    case .rateLimited: return .rateLimited(until: nextTryAt ?? now)
    case .unauthenticated: return .refused(why: "401, the token is not accepted")
    case .forbidden: return .refused(why: "403, the token may not read")
    case .unreachable, .timedOut, .connectionLost, .cancelled:
      return .offline(since: failingSince ?? now, why: failure.shortReason)
    default:
      guard let answer else { return .offline(since: failingSince ?? now, why: failure.shortReason) }
      return .stale(age: max(0, now.timeIntervalSince(answer.receivedAt)), why: failure.shortReason)
    }
  }

  /// Whether the rows may look live.
  public func isLive(at now: Date) -> Bool {
    if case .live = status(at: now) { true } else { false }
  }

  /// When the header reads differently, or a refresh is due.
  func nextChange(after now: Date) -> Date? {
    // Ages and countdowns in the header have seconds.
    let second = Date(timeIntervalSinceReferenceDate: (now.timeIntervalSinceReferenceDate + 1).rounded(.down))
    if answer == nil, failure == nil { return nil }
    return nextTryAt.map { min($0, second) } ?? second
  }

  /// Two refreshes and their answers' way: an answer older than this has missed one.
  private static let longestLive = 2 * interval
}

extension Failure {
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
    default: "refused"
    }
  }
}
