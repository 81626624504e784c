import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import Glibc
import History
import TestSupport
import Testing

@testable import hooktop

@Suite("A program that is killed while it writes history", .serialized)
struct HistoryKillTests {
  private static let file = ".local/state/hooktop/history.sqlite"

  @Test(
    "Killed at any call on a file, the history opens, and has all of a list or nothing of it", .timeLimit(.minutes(5)))
  func killed() async throws {
    try await RunningSandbox.run { sandbox in
      let calls = try await calls(of: sandbox)
      #expect(calls.contains { $0.name == "write" && $0.what.hasSuffix("history.sqlite") })
      #expect(calls.contains { $0.name == "fsync" && $0.what.hasSuffix("history.sqlite-journal") })
      // Every third; another third each time that calls come to be or go.
      for number in stride(from: 1 + calls.count % 3, through: calls.count, by: 3) {
        let home = try TemporaryFolder()
        let run = try await sandbox.hooktop(
          ["list"], in: home, under: .at(number, .signal(SIGKILL), record: home.join("calls")))
        #expect(run.exit == .signaled(SIGKILL), "\(calls[number - 1])")
        let place = home.join(Self.file)
        guard FileManager.default.fileExists(atPath: place) else { continue }
        let store = try HistoryStore.open(place, now: Date())
        let key = CompanyKeys(baseURL: try BaseURL(sandbox.server.baseURL), profile: nil, paths: home.paths).key(15)
        let count = try store.histories(of: key, now: Date()).count
        #expect([0, 11].contains(count), "\(calls[number - 1])")
        #expect(!home.everything.contains { $0.contains("damaged") })
        // The next run goes on.
        #expect(try await sandbox.hooktop(["list"], in: home).exit == .exited(0))
        #expect(try store.histories(of: key, now: Date()).count == 11)
      }
    }
  }

  private func calls(of sandbox: RunningSandbox) async throws -> [TracedCall] {
    let home = try TemporaryFolder()
    #expect(try await sandbox.hooktop(["list"], in: home, under: .none(record: home.join("calls"))).exit == .exited(0))
    return TracedCall.all(in: home.text("calls") ?? "")
  }
}
