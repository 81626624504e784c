import FintoroAPI
import FintoroWebhooks
import Foundation
import Testing
import TestSupport

@testable import hooktop

@Suite("The log")
struct EventLogTests {
  let folder: TemporaryFolder
  let clock = LiveClock(
    now: { Date(timeIntervalSince1970: 1_800_000_000) }, zone: .gmt, random: { 0 },
    newKey: { IdempotencyKey(rawValue: "key") })

  init() throws { folder = try TemporaryFolder() }

  @Test("An exchange is one line: time, what, status, milliseconds, request id")
  func line() throws {
    let log = try EventLog(appendingTo: folder.join("log"), clock: clock, paths: folder.paths)
    log.write(
      RequestLogEntry(
        method: "GET", path: "/whoami", status: 200, duration: .milliseconds(12), requestID: "req_1", failure: nil))
    log.write(
      RequestLogEntry(
        method: "POST", path: "/x", status: nil, duration: .seconds(2), requestID: nil,
        failure: Failure(.connectionLost, message: "token abc\nhush")))
    #expect(
      folder.text("log") == """
        2027-01-15T08:00:00Z GET /whoami status=200 ms=12 request=req_1
        2027-01-15T08:00:00Z POST /x status=none ms=2000 failure=connection-lost

        """)
    #expect(mode(folder.join("log")) == 0o600)
  }

  @Test("A server's request id cannot begin a line of its own")
  func cleaned() throws {
    let log = try EventLog(appendingTo: folder.join("log"), clock: clock, paths: folder.paths)
    log.write(
      RequestLogEntry(method: "GET", path: "/", status: 200, duration: .zero, requestID: "a\nb\u{1B}[2J", failure: nil))
    #expect(folder.text("log")?.split(separator: "\n").count == 1)
    #expect(folder.text("log")?.contains("\u{1B}") == false)
  }

  @Test("A log that cannot be opened is a sentence, not a silence")
  func unwritable() {
    #expect(throws: LogProblem(sentence: "The log ~/none/log cannot be written: it does not exist.")) {
      try EventLog(appendingTo: folder.join("none/log"), clock: clock, paths: folder.paths)
    }
  }
}
