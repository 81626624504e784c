import Glibc
import TestSupport
import Testing

extension CustodyTrials {
  @Suite("A create during which one call on the disk fails")
  struct FailedCalls {
    @Test(
      "Whatever fails, nothing is lost; before the request it means that nothing is sent and nothing is left",
      arguments: [ENOSPC, EIO])
    func failed(error: Int32) async throws {
      let count = try await callsOnFiles()
      try await trying(1...count) { number, server in
        let trial = try ProgramTrial("Call \(1_000 + number)", server)
        let first = try await trial.create(fault: number, .error(error))
        let call = try #require(trial.chosenCall, "the call was never made")
        let atOnce = try await trial.ending(told: [first])
        #expect(![.lost, .doubled, .untidy].contains(atOnce), "\(call): \(atOnce)")
        if await trial.posts() == 0 {
          #expect(first.exit == .exited(73) || first.exit == .exited(74), "\(call): \(first)")
          #expect(!first.standardError.isEmpty && atOnce == .nothing, "\(call): \(first)")
          let left = trial.home.everything.filter { !$0.hasPrefix("state") }
          #expect(left == [] && trial.home.entryFiles == [], "\(call)")
        }

        let second = try await trial.resume()
        var ending = try await trial.ending(told: [second])
        if ending == .nothing {
          let third = try await trial.create()
          ending = try await trial.ending(told: [third])
        }
        #expect(ending == .kept, "\(call): \(first), then \(second)")
        Figures.shared.add(.failedCall, ending)
      }
    }

    @Test(
      "Where files cannot be made without a name, or cannot be named later, the secret's is made in its place",
      arguments: [("temporary", EOPNOTSUPP), ("temporary", EISDIR), ("link", EPERM), ("link", ENOENT)])
    func madeInPlace(call name: String, error: Int32) async throws {
      let call = try #require(try await steps().first { $0.name == name }, "no such call is made")
      try await TrialServer.run { server in
        let trial = try ProgramTrial("In place", server)
        let run = try await trial.create(fault: call.number, .error(error))
        #expect(trial.chosenCall?.name == name && run.exit == .exited(0), "\(run)")
        #expect(trial.calls.contains { $0.name == "make" && $0.what.hasSuffix("/erp.secret") })
        #expect(UnsyncedDisk.mistakes(in: trial.calls) == [])
        #expect(try await trial.ending(told: [run]) == .kept)
      }
    }

    func callsOnFiles() async throws -> Int { try await steps().count }

    func steps() async throws -> [TracedCall] {
      try await TrialServer.run { server in
        let trial = try ProgramTrial("Call 1000", server)
        let run = try await trial.create(fault: 0, .error(EIO))
        guard run.exit == .exited(0) else { throw TestFailure("a create that nobody disturbs failed: \(run)") }
        return trial.calls
      }
    }
  }
}
