import FintoroAPI
import Synchronization

/// Runs a command that writes. A signal cancels it: pending creates stay in the journal, and a rotate that was sent is
/// finished first.
enum InterruptibleRun {
  static func run(_ account: Account, _ body: @escaping @Sendable () async throws -> Void) async throws {
    let watch = TerminationSignal()
    let arrived = Mutex<Int32?>(nil)
    let task = Task { try await body() }
    let listening = Task {
      guard let number = await watch.next() else { return }
      arrived.withLock { $0 = number }
      task.cancel()
    }
    let result = await task.result
    await account.work.waitUntilDone()
    watch.stop()
    await listening.value
    await account.client.shutDown()
    do {
      try result.get()
    } catch {
      guard let number = arrived.withLock({ $0 }) else { throw error }
      let sentence = ErrorReport(error, paths: account.environment.paths)?.text
      throw CommandExit(.ended(by: number), sentence)
    }
  }
}

/// A request as it would be sent, without the token.
enum DryRun {
  enum Method: String {
    case post = "POST"
    case put = "PUT"
  }

  static func text(_ method: Method, _ path: String, _ body: [UInt8], _ account: Account) -> String {
    PlainTable.line("\(method.rawValue) \(account.client.connection.baseURL.text)\(path)")
      + PlainTable.line(String(decoding: body, as: UTF8.self))
  }
}
