import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import Glibc
import History
import TestSupport
import Testing

@testable import hooktop

@Suite("A program that is killed while it notices gaps", .serialized)
struct GapKillTests {
  private static let file = ".local/state/hooktop/gaps.jsonl"

  @Test("Killed at any of ten calls on a file, the next run has every gap once", .timeLimit(.minutes(5)))
  func killed() async throws {
    try await RunningSandbox.run { sandbox in
      let (calls, expected) = try await calls(of: sandbox)
      #expect(calls.contains { $0.name == "write" && $0.what.hasSuffix("gaps.jsonl") })
      #expect(expected.count >= 3)
      // The last ones are those of gaps; the first ones are of the history before it.
      // What comes behind them does not come in every run: the program is ending.
      let last = try #require(calls.lastIndex { $0.what.hasSuffix("gaps.jsonl") })
      let numbers = Set((0..<10).map { 1 + last * $0 / 9 })
      for number in numbers.sorted() {
        let home = try TemporaryFolder()
        let run = try await sandbox.hooktop(
          ["list"], in: home, under: .at(number, .signal(SIGKILL), record: home.join("calls")))
        #expect(run.exit == .signaled(SIGKILL), "\(calls[number - 1])")
        #expect(try await sandbox.hooktop(["list"], in: home).exit == .exited(0))
        #expect(try gaps(of: sandbox, home) == expected, "\(calls[number - 1])")
      }
    }
  }

  /// The ids of gaps, as often as they were opened.
  private func gaps(of sandbox: RunningSandbox, _ home: TemporaryFolder) throws -> [String] {
    let lines = home.text(Self.file)?.split(separator: "\n") ?? []
    let opened = lines.filter { $0.contains(#""event":"opened""#) && $0.hasSuffix("}") }
    return opened.compactMap { $0.firstMatch(of: /"gap":"([^"]+)"/).map { String($0.1) } }.sorted()
  }

  private func calls(of sandbox: RunningSandbox) async throws -> ([TracedCall], gaps: [String]) {
    let home = try TemporaryFolder()
    #expect(try await sandbox.hooktop(["list"], in: home, under: .none(record: home.join("calls"))).exit == .exited(0))
    return (TracedCall.all(in: home.text("calls") ?? ""), try gaps(of: sandbox, home))
  }
}
