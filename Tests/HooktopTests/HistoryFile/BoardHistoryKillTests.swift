import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import Glibc
import History
import TestSupport
import Testing

@testable import hooktop

@Suite("A board that is killed while it writes history", .serialized)
struct BoardHistoryKillTests {
  private static let file = ".local/state/hooktop/history.sqlite"
  private static let kills = 10

  @Test("The history opens, and at most the last poll is missing", .timeLimit(.minutes(5)))
  func killed() async throws {
    try await RunningSandbox.run { sandbox in
      let last = try await lastCall(sandbox)
      for trial in 1...Self.kills {
        let home = try TemporaryFolder()
        #expect(try await sandbox.hooktop(["list"], in: home).exit == .exited(0))
        let before = try seen(sandbox, home)
        #expect(before.count == 11)
        // What the killed board reads next is new.
        let at = ISO8601.text(Date())
        _ = try await sandbox.hooktop(["update", "809", "--name", "Stock \(trial) \(at)"], in: home)
        let call = max(1, last * trial / Self.kills)
        let board = try open(sandbox, home, killedAt: call)
        // A board that needs fewer calls this time is killed all the same.
        if (try? await board.waitForExit(within: .seconds(8))) == nil {
          board.signal(SIGKILL)
          _ = try await board.waitForExit()
        }
        let after = try seen(sandbox, home)
        #expect(!home.everything.contains { $0.contains("damaged") }, "call \(call)")
        for history in before {
          let now = after.first { $0.id == history.id }
          #expect(now?.observations.starts(with: history.observations) == true, "call \(call), \(history.id)")
        }
        // The next one goes on, and has what the killed one may have missed.
        #expect(try await sandbox.hooktop(["list"], in: home).exit == .exited(0))
        let name = try seen(sandbox, home).first { $0.id == 809 }?.name
        #expect(name == "Stock \(trial) \(at)", "call \(call)")
      }
    }
  }

  private func seen(_ sandbox: RunningSandbox, _ home: TemporaryFolder) throws -> [SubscriptionHistory] {
    let key = CompanyKeys(baseURL: try BaseURL(sandbox.server.baseURL), profile: nil, paths: home.paths).key(15)
    return try HistoryStore.open(home.join(Self.file), now: Date()).histories(of: key, now: Date())
  }

  private func open(
    _ sandbox: RunningSandbox, _ home: TemporaryFolder, killedAt call: Int?
  ) throws -> PseudoTerminal {
    let record = home.join("calls")
    let fault = call.map { SyscallFault.at($0, .signal(SIGKILL), record: record) } ?? .none(record: record)
    return try PseudoTerminal(BuiltProduct.path("hooktop"), environment: sandbox.environment(in: home, under: fault))
  }

  /// The number of the last call on files of a board that nobody disturbs, once its first list is recorded.
  private func lastCall(_ sandbox: RunningSandbox) async throws -> Int {
    let home = try TemporaryFolder()
    let board = try open(sandbox, home, killedAt: nil)
    try await board.waitForOutput("live")
    let (store, key) = (
      home.join(Self.file),
      CompanyKeys(baseURL: try BaseURL(sandbox.server.baseURL), profile: nil, paths: home.paths).key(15)
    )
    while ((try? HistoryStore.open(store, now: Date()).histories(of: key, now: Date())) ?? []).isEmpty {
      try await Task.sleep(for: .milliseconds(20))
    }
    board.signal(SIGKILL)
    _ = try await board.waitForExit()
    return TracedCall.all(in: home.text("calls") ?? "").count
  }
}
