import Files
import FintoroAPI
import FintoroWebhooks
import Foundation
import Glibc
import TerminalUI

/// `--log FILE`: one line for each event, for support. It never holds a token, a secret or a body.
final class EventLog: Sendable {
  private let file: OpenDescriptor
  private let clock: LiveClock

  /// Opens the file for appending. A new one gets mode 0600. A path such as `/dev/stderr` leads to what is open already.
  init(appendingTo path: String, clock: LiveClock, paths: Paths) throws(LogProblem) {
    do {
      if let given = OpenDescriptor.givenNumber(path) {
        file = try OpenDescriptor(copying: given)
        guard file.isWritable else { throw SystemError(code: EBADF) }
      } else {
        file = try OpenDescriptor(opening: path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK, mode: 0o600)
      }
    } catch let error as SystemError {
      throw LogProblem(sentence: "The log \(paths.display(path)) cannot be written: \(error.text).")
    } catch {
      throw LogProblem(sentence: "The log \(paths.display(path)) cannot be written.")
    }
    self.clock = clock
  }

  /// Whether it goes to a terminal, where it would be written over the board.
  var isOnTerminal: Bool { file.lend { isatty($0) } == 1 }

  /// One line: time, what, and `name=value` details.
  func write(_ what: String, _ details: [(String, String)] = []) {
    let words = [ISO8601.text(clock.now()), what] + details.map { "\($0.0)=\($0.1)" }
    let line = VisibleText.clean(words.joined(separator: " ")) + "\n"
    // A log that cannot be written must not stop the work that it is about.
    try? file.append(Array(line.utf8))
  }

  func write(_ entry: RequestLogEntry) {
    var details = [("status", entry.status.map(String.init) ?? "none")]
    details.append(("ms", String(Int(entry.duration / .milliseconds(1)))))
    if let id = entry.requestID { details.append(("request", id)) }
    if let failure = entry.failure { details.append(("failure", EventLog.word(failure.kind))) }
    write("\(entry.method) \(entry.path)", details)
  }

  /// Only the kind: the server's texts may repeat what was sent.
  private static func word(_ kind: Failure.Kind) -> String {
    switch kind {
    case .unauthenticated: "unauthenticated"
    case .forbidden: "forbidden"
    case .notFound: "not-found"
    case .invalid: "invalid"
    case .idempotencyConflict: "idempotency-conflict"
    case .inWork: "in-work"
    case .rateLimited: "rate-limited"
    case .server: "server"
    case .unreachable: "unreachable"
    case .notSent: "not-sent"
    case .timedOut: "timed-out"
    case .connectionLost: "connection-lost"
    case .unreadable: "unreadable"
    case .unexpectedStatus: "unexpected-status"
    case .cancelled: "cancelled"
    }
  }
}

/// Why the log cannot be written.
struct LogProblem: Error, Equatable {
  var sentence: String
}
