import Glibc
import TestSupport
import Testing

extension CustodyTrials {
  @Suite("A create and a rotate whose writes take only a part of the bytes")
  struct ShortWrites {
    @Test("However few bytes a write takes, the secret is whole in its file", arguments: [1, 7, 100])
    func kept(most: Int) async throws {
      try await TrialServer.run { server in
        let trial = try ProgramTrial("Short", server)
        let run = try await trial.run(trial.createArguments(), most: most)
        #expect(run.exit == .exited(0), "\(run)")
        // The file's room alone takes so many.
        #expect(trial.calls.count { $0.name == "write" } >= 4_096 / most)
        #expect(UnsyncedDisk.mistakes(in: trial.calls) == [])
        #expect(try await trial.ending(told: [run]) == .kept)
      }
    }

    @Test("Nor is less of a printed one printed, or of a rotate's kept")
    func others() async throws {
      try await TrialServer.run { server in
        let printed = try ProgramTrial("Printed", server)
        let run = try await printed.run(printed.createArguments(into: "-"), most: 3)
        let made = try #require(try await server.subscriptions(named: ["Printed"]).first)
        #expect(run.exit == .exited(0) && run.standardOutput == made.secret)

        let rotate = try await RotateTrial("Rotated", server)
        let file = rotate.program.home.path + "/data/new.secret"
        let arguments = ["rotate", String(rotate.id), "--secret-file", file, "--confirm", "Rotated"]
        let rotated = try await rotate.program.run(arguments, most: 3)
        #expect(rotated.exit == .exited(0), "\(rotated)")
        #expect(try await rotate.ending(told: []) == .kept)
      }
    }

    @Test("Killed between any two parts, it is finished by the next run")
    func killed() async throws {
      let most = 400
      let count = try await TrialServer.run { server in
        let trial = try ProgramTrial("Part 1000", server)
        #expect(try await trial.create(fault: 0, .signal(SIGKILL), most: most).exit == .exited(0))
        return trial.calls.count
      }
      try await trying(1...count) { number, server in
        let trial = try ProgramTrial("Part \(1_000 + number)", server)
        let first = try await trial.create(fault: number, .signal(SIGKILL), most: most)
        let call = trial.chosenCall?.description ?? "none"
        let second = try await trial.resume()
        var ending = try await trial.ending(told: [second])
        if ending != .kept {
          #expect(await trial.posts() == 0, "\(call): \(first), then \(second)")
          ending = try await trial.ending(told: [try await trial.create()])
        }
        #expect(ending == .kept, "\(call)")
        Figures.shared.add(.killed, ending)
      }
    }
  }
}
