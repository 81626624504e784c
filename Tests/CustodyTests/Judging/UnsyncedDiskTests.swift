import FintoroSandbox
import TestSupport
import Testing

@Suite("What a power cut would take away")
struct UnsyncedDiskTests {
  private func mistakes(_ steps: [String]) -> [String] {
    let lines = steps.enumerated().map { "\($0 + 1) \($1)\n" }
    return UnsyncedDisk.mistakes(in: TracedCall.all(in: lines.joined()))
  }

  private static let good = [
    "make /d/a", "write /d/a", "fsync /d/a", "fsync /d", "write socket", "write /d/b", "fsync /d/b", "ftruncate /d/b",
    "fsync /d/b", "unlink /d/a", "fsync /d", "write output",
  ]

  @Test("Everything synced before it is relied on is no mistake")
  func right() {
    #expect(mistakes(Self.good) == [])
  }

  @Test("Each sync that is left out is noticed", arguments: Self.good.indices.filter { good[$0].hasPrefix("fsync") })
  func missing(index: Int) {
    var steps = Self.good
    let path = steps.remove(at: index).dropFirst("fsync ".count)
    #expect(mistakes(steps).first?.contains(" with \(path) not on the disk") == true)
  }
}

extension CustodyTrials {
  @Suite("A power cut")
  struct PowerCuts {
    @Test("A create relies on nothing that is not on the disk: when it sends, prints, removes and cuts")
    func create() async throws {
      try await TrialServer.run { server in
        let trial = try ProgramTrial("Power", server)
        let run = try await trial.create(fault: 0, .signal(0))
        #expect(run.exit == .exited(0))
        #expect(UnsyncedDisk.mistakes(in: trial.calls) == [])
        #expect(trial.calls.contains { $0.name == "write" && $0.what == "socket" })
      }
    }

    @Test("Nor does one whose secret is printed, or which is finished later")
    func others() async throws {
      try await TrialServer.run { server in
        let printed = try ProgramTrial("Printed", server)
        let run = try await printed.run(printed.createArguments(into: "-"), fault: 0, .signal(0))
        #expect(run.exit == .exited(0))
        #expect(UnsyncedDisk.mistakes(in: printed.calls) == [])

        await server.server.inject(try Fault("drop-after POST x1"))
        let later = try ProgramTrial("Later", server)
        #expect(try await later.create().exit == .exited(75))
        let resumed = try await later.run(["pending", "--resume", "--wait", "0"], fault: 0, .signal(0))
        #expect(resumed.exit == .exited(0))
        #expect(UnsyncedDisk.mistakes(in: later.calls) == [])
      }
    }

    @Test("Nor does a rotate: its line in the ledger is on the disk before it is sent")
    func rotate() async throws {
      try await TrialServer.run { server in
        let trial = try await RotateTrial("Power", server)
        #expect(try await trial.rotate(fault: 0, .signal(0)).exit == .exited(0))
        #expect(UnsyncedDisk.mistakes(in: trial.program.calls) == [])
      }
    }
  }
}
