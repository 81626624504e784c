import Glibc
import TestSupport
import Testing

extension CustodyTrials {
  @Suite("A create that prints its secret, whose program is ended at one of its steps")
  struct PrintedSecrets {
    @Test("Ended at any of its calls, the secret was printed whole, or the next run prints it")
    func ended() async throws {
      let count = try await callsOfCreate()
      try await trying(1...count) { number, server in
        let trial = try ProgramTrial("Printed \(1_000 + number)", server)
        let first = try await trial.run(
          trial.createArguments(into: "-"), fault: number, .signal(SIGKILL))
        guard let call = trial.chosenCall else { return }
        let atOnce = try await trial.ending(told: [first])
        #expect(![.lost, .doubled, .untidy].contains(atOnce), "\(call): \(atOnce)")

        var runs = [first, try await trial.run(["pending", "--resume", "--secret-file", "-", "--wait", "0"])]
        if try await trial.ending(told: runs) == .nothing {
          runs.append(try await trial.run(trial.createArguments(into: "-")))
        }
        let ending = try await trial.ending(told: runs)
        #expect(ending == .told, "\(call): \(runs)")
        #expect(trial.home.entryFiles == [], "\(call)")
        Figures.shared.add(.killed, ending)
      }
    }

    @Test("Without --secret-file - such a create is not resumed, and stays")
    func notResumed() async throws {
      try await TrialServer.run { server in
        let trial = try ProgramTrial("Printed", server)
        // Far enough to have been sent.
        let count = try await callsOfCreate()
        _ = try await trial.run(trial.createArguments(into: "-"), fault: count - 3, .signal(SIGKILL))
        try #require(await trial.posts() == 1)
        let resumed = try await trial.resume()
        #expect(resumed.exit != .exited(0) && resumed.standardError.contains("--secret-file"), "\(resumed)")
        let posts = await trial.posts()
        #expect(posts == 1)
        #expect(try await trial.ending(told: [resumed]) == .pending)
      }
    }

    func callsOfCreate() async throws -> Int {
      try await TrialServer.run { server in
        let trial = try ProgramTrial("Printed 1000", server)
        let run = try await trial.run(trial.createArguments(into: "-"), fault: 0, .signal(SIGKILL))
        guard run.exit == .exited(0) else { throw TestFailure("a create that nobody disturbs failed: \(run)") }
        return trial.calls.count
      }
    }
  }
}
