import FintoroWebhooks
import Foundation
import Testing

@Suite("A failure as a sentence")
struct FailureTextTests {
  private static let baseURL = "https://app.fintoro.sk/api/public/v1"

  @Test(
    "says what happened, where, and what to do",
    arguments: Self.rows)
  func table(failure: Failure, sentence: String) {
    #expect(FailureText.sentence(failure, baseURL: Self.baseURL, zone: .gmt) == sentence)
  }

  @Test("A refused token of a profile names the whole command that replaces it")
  func refusedProfile() {
    let text = FailureText.sentence(
      Failure(.unauthenticated, status: 401, isFintorosAnswer: true), baseURL: Self.baseURL, zone: .gmt, profile: "acme"
    )
    #expect(text.hasSuffix("put it where this one came from, or run `hooktop setup --profile acme --replace`."))
  }

  private static let rows: [(Failure, String)] = [
    (
      Failure(.unauthenticated, status: 401, requestID: "req_7", isFintorosAnswer: true),
      "The token was refused (401) by app.fintoro.sk; make a new one in Fintoro under Integrations → API and put it where this one came from. Request id req_7."
    ),
    (
      Failure(.unauthenticated, status: 401),
      "The token was refused (401) by app.fintoro.sk, not in Fintoro's own form. A gateway or proxy before it may ask for its own log-in. Otherwise make a new one in Fintoro under Integrations → API and put it where this one came from."
    ),
    (
      Failure(.unreadable(problem: "a web page came where JSON was expected"), status: 403),
      "app.fintoro.sk sent an answer that hooktop cannot read (status 403): a web page came where JSON was expected. A gateway or proxy before it may ask for its own log-in."
    ),
    (
      Failure(.server, status: 511),
      "The network between asks for a log-in before it lets anybody through to app.fintoro.sk (511); log in with a browser; then try again."
    ),
    (
      Failure(.unreachable(.certificate(.expired(now)))),
      "The certificate of app.fintoro.sk expired at 2026-03-29 19:00:00 +00:00. Its owner must renew it; if that time is still to come, set this machine's clock right."
    ),
    (
      Failure(.unreachable(.proxy(name: "p.test:3128 (HTTPS_PROXY)", .refused))),
      "The proxy p.test:3128 (HTTPS_PROXY), through which hooktop reaches app.fintoro.sk, refuses the connection; check its address, and whether it runs."
    ),
    (
      Failure(.forbidden, status: 403, message: "This action is unauthorized."),
      "The token may not do this (403) at app.fintoro.sk, saying “This action is unauthorized.”; make one with the write scope in Fintoro under Integrations → API."
    ),
    (
      Failure(.notFound, status: 404, isFintorosAnswer: true),
      "app.fintoro.sk does not have this (404); https://app.fintoro.sk/api/public/v1 is not the API's address: check the base URL."
    ),
    (
      Failure(.invalid(fields: ["url": ["must be https", "too long"], "name": ["taken"]]), status: 422),
      "app.fintoro.sk refused the input (422): name: taken; url: must be https too long"
    ),
    (
      Failure(.idempotencyConflict, status: 422, message: "Idempotency-Key reused with different request payload"),
      "app.fintoro.sk has seen this idempotency key with other contents (422), saying “Idempotency-Key reused with different request payload”; nothing was made now. Start a new create with its own key."
    ),
    (
      Failure(.inWork, status: 409, message: "Still being processed."),
      "app.fintoro.sk is still processing an earlier request of this create (409), saying “Still being processed.”; it answers the same key when that is done."
    ),
    (
      Failure(.unexpectedStatus, status: 408),
      "app.fintoro.sk did not take the request this time (408); try again in a while."
    ),
    (
      Failure(.unexpectedStatus, status: 409, message: "Busy."),
      "app.fintoro.sk did not take the request this time (409), saying “Busy.”; try again in a while."
    ),
    (
      Failure(.unexpectedStatus, status: 425),
      "app.fintoro.sk did not take the request this time (425); try again in a while."
    ),
    (
      Failure(.rateLimited, status: 429, retryAt: now),
      "The company's rate limit is used up (429): app.fintoro.sk accepts requests again at 2026-03-29 19:00:00 +00:00."
    ),
    (
      Failure(.server, status: 503),
      "app.fintoro.sk has a server error (503); try again in a while."
    ),
    (
      Failure(.unreachable(.nameNotFound)),
      "The name app.fintoro.sk cannot be found; check the network and the base URL \(baseURL)."
    ),
    (
      Failure(.timedOut(seconds: 30)),
      "app.fintoro.sk did not answer in full within 30 s; try again, or allow more time with --timeout."
    ),
    (
      Failure(.unreadable(problem: "a web page came where JSON was expected"), status: 200, requestID: "r"),
      "app.fintoro.sk sent an answer that hooktop cannot read (status 200): a web page came where JSON was expected. Is \(baseURL) the API's address, and no proxy or log-in page between? Request id r."
    ),
    (
      Failure(.unexpectedStatus, status: 302, detail: "redirect to https://login.test/"),
      "app.fintoro.sk answered with a redirect (302, redirect to https://login.test/); the token never follows one. Check the base URL \(baseURL), and log in with a browser if the network asks for that."
    ),
    (
      Failure(.notSent(problem: "/x cannot be written: No space left on device")),
      "Nothing was sent to app.fintoro.sk: /x cannot be written: No space left on device."
    ),
  ]

  @Test("names host and port, and the server, for every kind there is")
  func everyKind() {
    let kinds: [Failure.Kind] = [
      .unauthenticated, .forbidden, .notFound, .invalid(fields: [:]), .idempotencyConflict, .inWork, .rateLimited,
      .server,
      .unreachable(.nameNotFound), .unreachable(.refused), .unreachable(.tls), .unreachable(.other),
      .unreachable(.certificate(.expired(now))), .unreachable(.certificate(.notYetValid(now))),
      .unreachable(.certificate(.otherName)), .unreachable(.certificate(.unknownIssuer)),
      .unreachable(.proxy(name: "p:1", .silent)), .unreachable(.proxy(name: "p:1", .wantsLogIn)),
      .timedOut(seconds: 1), .connectionLost, .unreadable(problem: "p"), .unexpectedStatus, .cancelled,
      .notSent(problem: "p"),
    ]
    for kind in kinds {
      let sentence = FailureText.sentence(Failure(kind), baseURL: "http://127.0.0.1:8080/api", zone: .gmt)
      #expect(sentence.contains("127.0.0.1:8080"), "\(sentence)")
      #expect(sentence.hasSuffix(".") || sentence.hasSuffix("?"), "\(sentence)")
      #expect(!sentence.contains("  ") && !sentence.contains("()"), "\(sentence)")
    }
  }

  @Test(
    "does not say to try again where that would do harm",
    arguments: [Failure.Kind.connectionLost, .timedOut(seconds: 30), .server])
  func noRepeating(kind: Failure.Kind) {
    let failure = Failure(kind, requestID: "req_7")
    #expect(FailureText.sentence(failure, baseURL: Self.baseURL, zone: .gmt).contains("try again"))
    let sentence = FailureText.sentence(failure, baseURL: Self.baseURL, zone: .gmt, advisesRepeating: false)
    #expect(!sentence.contains("try again") && sentence.hasSuffix(". Request id req_7."), "\(sentence)")
  }

  @Test("has every time in the zone that it is told")
  func zone() throws {
    let zone = try #require(LocalZone(identifier: "Europe/Bratislava"))
    let kinds: [Failure.Kind] = [
      .rateLimited, .server, .unreachable(.certificate(.expired(now))), .unreachable(.certificate(.notYetValid(now))),
    ]
    for kind in kinds {
      let failure = Failure(kind, status: 503, retryAt: now)
      let sentence = FailureText.sentence(failure, baseURL: Self.baseURL, zone: zone)
      #expect(sentence.contains("2026-03-29 21:00:00 +02:00"), "\(sentence)")
      #expect(FailureText.companyUnknown(failure, baseURL: Self.baseURL, zone: zone).hasSuffix(sentence))
    }
  }

  @Test("does not grow with the server's words")
  func long() {
    let failure = Failure(.server, status: 500, message: String(repeating: "x", count: 100_000))
    #expect(FailureText.sentence(failure, baseURL: Self.baseURL, zone: .gmt).count < 500)
  }
}
