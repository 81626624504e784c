import FintoroSandbox
import Glibc
import TestSupport
import Testing

extension CustodyTrials {
  @Suite("A rotate whose program is ended at one of its steps")
  struct Rotates {
    @Test(
      "Ended at any of its calls, its new secret is kept, or the next run says that it is not known",
      arguments: [SIGKILL, SIGTERM, SIGHUP])
    func ended(signal: Int32) async throws {
      let count = try await calls()
      try await trying(1...count) { number, server in
        let trial = try await RotateTrial("Rotate \(1_000 + number)", server)
        let first = try await trial.rotate(fault: number, .signal(signal))
        guard let call = trial.program.chosenCall else {
          #expect(try await trial.ending(told: [first]) == .kept, "it was not ended, and did not end well")
          return
        }
        if signal == SIGKILL { #expect(first.exit == .signaled(SIGKILL), "\(call)") }
        // Whichever command comes next, it says so by itself, and after another has said it too.
        for command in [["show", String(trial.id)], ["pending"], ["show", String(trial.id)]] {
          let next = try await trial.program.run(command)
          let ending = try await trial.ending(told: [next])
          // What was sent is finished on any signal that can be caught.
          let isWell = ending == .kept || signal == SIGKILL && ending == .told
          #expect(isWell, "\(call): \(ending), \(first), then \(next)")
          if command == ["pending"] { Figures.shared.add(.rotateKilled, ending) }
        }
        try await expectCured(trial, "\(call)")
      }
    }

    @Test(
      "Whatever call on the disk fails, its new secret is kept or told, and before the request nothing is rotated",
      arguments: [ENOSPC, EIO])
    func failed(error: Int32) async throws {
      let count = try await calls(.error(EIO))
      try await trying(1...count) { number, server in
        let trial = try await RotateTrial("Rotate \(1_000 + number)", server)
        let first = try await trial.rotate(fault: number, .error(error))
        let call = try #require(trial.program.chosenCall, "the call was never made")
        let second = try await trial.program.run(["pending"])
        let ending = try await trial.ending(told: [first, second])
        #expect([.kept, .told].contains(ending), "\(call): \(ending), \(first), then \(second)")
        Figures.shared.add(.rotateFailedCall, ending)
      }
    }

    @Test("A lost answer is told as such, and is never asked for again by itself")
    func lostAnswer() async throws {
      try await TrialServer.run { server in
        let trial = try await RotateTrial("Rotate", server)
        await server.server.inject(try Fault("drop-after POST /webhook-subscriptions/*/rotate-secret"))
        let first = try await trial.rotate()
        #expect(first.exit == .exited(76), "\(first)")
        #expect(try await trial.ending(told: [first]) == .told)
        _ = try await trial.program.run(["pending", "--resume", "--wait", "0"])
        #expect(await trial.rotations() == 1)
        await server.server.clearFaults()
        try await expectCured(trial, "a lost answer")
      }
    }

    /// Rotating again is the cure, and always possible.
    func expectCured(_ trial: RotateTrial, _ what: String) async throws {
      let again = try await trial.rotate(into: "again.secret")
      #expect(again.exit == .exited(0), "\(what): \(again)")
      #expect(try await trial.ending(told: []) == .kept, "\(what)")
    }

    func calls(_ injection: SyscallFault.Injection = .signal(SIGKILL)) async throws -> Int {
      try await TrialServer.run { server in
        let trial = try await RotateTrial("Rotate 1000", server)
        let run = try await trial.rotate(fault: 0, injection)
        guard run.exit == .exited(0) else { throw TestFailure("a rotate that nobody disturbs failed: \(run)") }
        return trial.program.calls.count
      }
    }
  }
}
