import FintoroSandbox
import Glibc
import TestSupport
import Testing

extension CustodyTrials {
  @Suite("A create by somebody who may not write where it must")
  struct ReadOnlyFolders {
    @Test(
      "Nothing is sent, the sentence says so, and the disk is as it was before",
      .enabled("an ordinary user must be able to start the built program", { await OrdinaryUser.canRun() }),
      arguments: ["data", "state", "state/hooktop/creates"])
    func readOnly(folder: String) async throws {
      try await TrialServer.run { server in
        let trial = try ProgramTrial("Read-only \(folder)", server)
        try trial.home.makeFolder(folder, mode: 0o500)
        for name in [""] + trial.home.everything.map({ "/" + $0 }) {
          try #require(chown(trial.home.path + name, OrdinaryUser.number, OrdinaryUser.number) == 0)
        }
        let before = trial.home.picture
        let run = try await OrdinaryUser.run(
          BuiltProduct.path("hooktop"), trial.createArguments(),
          environment: trial.home.environment(at: server.server.baseURL))
        #expect(run.exit == .exited(folder == "data" ? 73 : 74), "\(run)")
        #expect(run.standardError.contains("ermission denied"), "\(run)")
        #expect(await trial.posts() == 0)
        #expect(trial.home.picture == before)
        let ending = try await trial.ending(told: [run])
        #expect(ending == .nothing)
        Figures.shared.add(.place, ending)
      }
    }
  }
}
