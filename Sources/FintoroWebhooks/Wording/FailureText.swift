import Foundation

/// A failure as one sentence for people: what happened, where, and what to do; the request id behind it.
public enum FailureText {
  /// It holds the server's own text as received: clean it before it is shown.
  /// - Parameters:
  ///   - baseURL: the sentence names its host.
  ///   - zone: the person's own, for the times in it.
  ///   - profile: the one whose token was used; nil where the environment names the token.
  ///   - advisesRepeating: whether the sentence advises to try again. Not after a lost rotate: that would rotate again.
  public static func sentence(
    _ failure: Failure, baseURL: String, zone: LocalZone, profile: String? = nil, advisesRepeating: Bool = true
  ) -> String {
    let builder = SentenceBuilder(
      baseURL: baseURL, zone: zone, profile: profile, advisesRepeating: advisesRepeating)
    let text = builder.text(failure)
    return failure.requestID.map { "\(text) Request id \($0)." } ?? text
  }

  /// A 404 to a request for one subscription: it is missing, or another company's.
  public static func noSubscription(_ id: Int, _ failure: Failure) -> String {
    let requestID = failure.requestID.map { " Request id \($0)." } ?? ""
    return "The token's company has no subscription \(id) (404); `hooktop list` shows which there are.\(requestID)"
  }

  /// Why nothing was written: the company could not be learnt.
  public static func companyUnknown(
    _ failure: Failure, baseURL: String, zone: LocalZone, profile: String? = nil
  ) -> String {
    "Nothing was sent, because the token's company is not known: "
      + sentence(failure, baseURL: baseURL, zone: zone, profile: profile)
  }

  /// Longer words of a server are cut: a sentence is to be read.
  fileprivate static let maxQuoteLength = 300
}

private struct SentenceBuilder {
  let baseURL: String
  let zone: LocalZone
  let profile: String?
  let advisesRepeating: Bool

  /// Host and port, as the base URL writes them.
  var host: String {
    let rest = baseURL.range(of: "://").map { baseURL[$0.upperBound...] } ?? baseURL[...]
    let authority = rest.prefix { $0 != "/" }
    return authority.isEmpty ? baseURL : String(authority)
  }

  func text(_ failure: Failure) -> String {
    switch failure.kind {
    case .unauthenticated, .forbidden, .notFound, .invalid, .idempotencyConflict, .inWork, .rateLimited,
      .server, .unexpectedStatus:
      refusal(failure)
    case .unreachable(let kind):
      UnreachableText(host: host, baseURL: baseURL, zone: zone).sentence(kind, detail: aside(failure.detail))
    case .timedOut(let seconds):
      "\(host) did not answer in full within \(seconds) s\(advice("try again, or allow more time with --timeout"))."
    case .connectionLost:
      "The connection to \(host) ended before the whole answer was here\(aside(failure.detail))\(advice("try again"))."
    case .unreadable(let problem):
      "\(host) sent an answer that hooktop cannot read\(aside(failure.status.map { "status \($0)" })): \(problem). "
        + ([401, 403].contains(failure.status)
          ? Self.gateway : "Is \(baseURL) the API's address, and no proxy or log-in page between?")
    case .cancelled: "The request to \(host) was stopped before its answer was here."
    case .notSent(let problem): "Nothing was sent to \(host): \(problem)."
    }
  }

  private func refusal(_ failure: Failure) -> String {
    let status = aside(failure.status.map(String.init))
    switch failure.kind {
    case .unauthenticated:
      let refusal = "The token was refused\(status) by \(host)"
      let setup = profile.map { ", or run `hooktop setup --profile \($0) --replace`" } ?? ""
      let advice =
        "ake a new one in Fintoro under Integrations → API and put it where this one came from\(setup)."
      return failure.isFintorosAnswer
        ? "\(refusal); m\(advice)" : "\(refusal), not in Fintoro's own form. \(Self.gateway) Otherwise m\(advice)"
    case .forbidden:
      return
        "The token may not do this\(status) at \(host)\(quote(failure)); make one with the write scope in Fintoro under Integrations → API."
    case .notFound:
      // Whoever asked for one subscription uses `noSubscription`: here the address is wrong.
      return "\(host) does not have this\(status)\(quote(failure)); \(baseURL) is not the API's address: "
        + "check the base URL."
    case .invalid(let fields): return invalid(fields, failure)
    case .idempotencyConflict:
      return "\(host) has seen this idempotency key with other contents\(status)\(quote(failure)); "
        + "nothing was made now. Start a new create with its own key."
    case .inWork:
      return "\(host) is still processing an earlier request of this create\(status)\(quote(failure)); it answers the "
        + "same key when that is done."
    case .rateLimited:
      return
        "The company's rate limit is used up\(status): \(host) accepts requests again \(time(failure).map { "at \($0)" } ?? "in a minute")."
    case .server where failure.status == Self.networkWantsLogIn:
      return "The network between asks for a log-in before it lets anybody through to \(host)\(status); log in with a "
        + "browser\(advice("then try again"))."
    case .server:
      let when = time(failure).map { "after \($0)" } ?? "in a while"
      return "\(host) has a server error\(status)\(quote(failure))\(advice("try again \(when)"))."
    default:
      if let code = failure.status, (300..<400).contains(code) {
        return
          "\(host) answered with a redirect\(aside([String(code), failure.detail].compactMap(\.self).joined(separator: ", "))); "
          + "the token never follows one. Check the base URL \(baseURL), and log in with a browser if the network asks "
          + "for that."
      }
      // Request Timeout, Conflict and Too Early: the address is right, the moment was not.
      if let code = failure.status, [408, 409, 425].contains(code) {
        return "\(host) did not take the request this time\(status)\(quote(failure))\(advice("try again in a while"))."
      }
      return "\(host) answered with a status that was not expected\(status)\(quote(failure)); "
        + "check the base URL \(baseURL)."
    }
  }

  private func invalid(_ fields: [String: [String]], _ failure: Failure) -> String {
    let status = aside(failure.status.map(String.init))
    guard !fields.isEmpty else {
      return "\(host) refused the input\(status)\(quote(failure)); change it and try again."
    }
    let texts = fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.joined(separator: " "))" }
    return "\(host) refused the input\(status): \(cut(texts.joined(separator: "; ")))"
  }

  /// RFC 6585: 511 comes from a captive portal, never from the server.
  private static let networkWantsLogIn = 511

  private static let gateway = "A gateway or proxy before it may ask for its own log-in."

  private func advice(_ text: String) -> String { advisesRepeating ? "; \(text)" : "" }

  private func aside(_ text: String?) -> String {
    text.map { $0.isEmpty ? "" : " (\(cut($0)))" } ?? ""
  }

  private func quote(_ failure: Failure) -> String {
    failure.message.map { $0.isEmpty ? "" : ", saying “\(cut($0))”" } ?? ""
  }

  private func time(_ failure: Failure) -> String? {
    failure.retryAt.map { TimeText.exact($0, in: zone) }
  }

  private func cut(_ text: String) -> String {
    text.count <= FailureText.maxQuoteLength ? text : text.prefix(FailureText.maxQuoteLength) + "…"
  }
}
