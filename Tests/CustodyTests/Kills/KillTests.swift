import Glibc
import TestSupport
import Testing

extension CustodyTrials {
  @Suite("A create whose program is ended at one of its steps")
  struct Kills {
    @Test(
      "Ended at any of its calls that touch the disk or the network, it is finished by the next run",
      arguments: [SIGKILL, SIGTERM, SIGHUP])
    func ended(signal: Int32) async throws {
      let calls = try await stepsOfCreate()
      try await trying(1...calls.count) { number, server in
        let trial = try ProgramTrial("Step \(1_000 + number)", server)
        let first = try await trial.create(fault: number, .signal(signal))
        // The number of reads from a socket may differ by one.
        guard let call = trial.chosenCall else {
          #expect(try await trial.ending(told: [first]) == .kept, "it was not ended, and did not end well")
          return
        }
        if signal == SIGKILL { #expect(first.exit == .signaled(SIGKILL), "\(call)") }
        let atOnce = try await trial.ending(told: [first])
        #expect(![.lost, .doubled].contains(atOnce), "\(call): \(atOnce)")

        let second = try await trial.resume()
        var ending = try await trial.ending(told: [second])
        if ending != .kept {
          // Nothing was made: the person asks again.
          #expect(await trial.posts() == 0, "\(call): \(second)")
          // With the same file: none is left behind that nobody could tell the owner of.
          let third = try await trial.create()
          #expect(third.exit == .exited(0), "\(call): \(third)")
          ending = try await trial.ending(told: [third])
        }
        #expect(ending == .kept, "\(call)")
        Figures.shared.add(.killed, ending)
      }
    }

    @Test("The steps that are tried are those that matter")
    func steps() async throws {
      let steps = try await stepsOfCreate().map { "\($0.name) \($0.what)" }
      func isIt(_ step: String, _ name: String, _ what: String) -> Bool {
        step.hasPrefix(name + " ") && step.contains(what)
      }
      func first(_ name: String, _ what: String) -> Int? { steps.firstIndex { isIt($0, name, what) } }
      func last(_ name: String, _ what: String) -> Int? { steps.lastIndex { isIt($0, name, what) } }
      let inOrder = [
        first("temporary", "/data"), first("write", "(deleted)"), first("fsync", "(deleted)"),
        first("link", "/erp.secret"), first("make", "/creates/.unfinished"), first("rename", "/creates/"),
        last("write", "/creates/"),
        last("write", "socket"), last("read", "socket"), last("write", "/erp.secret"), last("ftruncate", "/erp.secret"),
        last("fsync", "/erp.secret"), last("unlink", "/creates/"), last("fsync", "/creates"), last("write", "output"),
      ]
      #expect(inOrder.allSatisfy { $0 != nil }, "\(steps)")
      #expect(inOrder.compactMap { $0 } == inOrder.compactMap { $0 }.sorted(), "\(steps)")
    }

    /// What a create that nobody disturbs does.
    func stepsOfCreate() async throws -> [TracedCall] {
      try await TrialServer.run { server in
        let trial = try ProgramTrial("Step 1000", server)
        let run = try await trial.create(fault: 0, .signal(SIGKILL))
        guard run.exit == .exited(0) else { throw TestFailure("a create that nobody disturbs failed: \(run)") }
        return trial.calls
      }
    }
  }
}
