import FintoroSandbox
import Glibc
import TestSupport
import Testing

extension CustodyTrials {
  @Suite("A create by somebody whose folders their own group may write in (umask 002)")
  struct OwnGroups {
    @Test(
      "It is kept, in folders as they are",
      .enabled("only root can give folders away", { geteuid() == 0 }),
      .enabled("an ordinary user must be able to start the built program", { await OrdinaryUser.canRun() }))
    func kept() async throws {
      try await TrialServer.run { server in
        let trial = try ProgramTrial("Own group", server)
        // A user and a group that no database knows, as containers have them.
        let user = "12345"
        for name in ["data", "state", "state/hooktop"] { try trial.home.makeFolder(name, mode: 0o775) }
        for name in [""] + trial.home.everything.map({ "/" + $0 }) {
          try #require(chown(trial.home.path + name, 12_345, 12_345) == 0)
        }
        let run = try await ProcessRun.run(
          "setpriv",
          ["--reuid", user, "--regid", user, "--clear-groups", BuiltProduct.path("hooktop")] + trial.createArguments(),
          environment: trial.home.environment(at: server.server.baseURL))
        #expect(run.exit == .exited(0), "\(run)")
        let ending = try await trial.ending(told: [run])
        #expect(ending == .kept)
        Figures.shared.add(.place, ending)
      }
    }
  }
}
