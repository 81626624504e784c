import Glibc
import TestSupport
import Testing

extension CustodyTrials {
  @Suite("A disk that cannot sync folders, or has no locks (Lustre, some NFS and FUSE)")
  struct PoorDisks {
    @Test("Where folders cannot be synced a create and a rotate go on", arguments: [EINVAL, ENOSYS, EOPNOTSUPP])
    func noFolderSync(error: Int32) async throws {
      try await TrialServer.run { server in
        let trial = try ProgramTrial("No sync", server)
        let run = try await trial.run(trial.createArguments(), folderSync: error)
        #expect(run.exit == .exited(0), "\(run)")
        let ending = try await trial.ending(told: [run])
        #expect(ending == .kept)
        Figures.shared.add(.place, ending)

        let rotate = try await RotateTrial("No sync either", server)
        let file = rotate.program.home.path + "/data/new.secret"
        let rotated = try await rotate.program.run(
          ["rotate", String(rotate.id), "--secret-file", file, "--confirm", "No sync either"], folderSync: error)
        #expect(rotated.exit == .exited(0), "\(rotated)")
        #expect(try await rotate.ending(told: []) == .kept)
      }
    }

    @Test(
      "Without locks nothing is sent or left behind, and it is said where else the files can be",
      arguments: [ENOLCK, ENOSYS, EOPNOTSUPP, EINVAL])
    func noLocks(error: Int32) async throws {
      try await TrialServer.run { server in
        let trial = try ProgramTrial("No locks", server)
        let run = try await trial.run(trial.createArguments(), locks: error)
        #expect(run.exit == .exited(73), "\(run)")
        #expect(run.standardError.contains("has no locks (flock)"), "\(run)")
        #expect(run.standardError.contains("another disk"), "\(run)")
        #expect(await trial.posts() == 0)
        #expect(trial.home.everything.filter { !$0.hasPrefix("state") } == [] && trial.home.entryFiles == [])
        let ending = try await trial.ending(told: [run])
        #expect(ending == .nothing)
        Figures.shared.add(.place, ending)
      }
    }

    @Test("Reading needs no lock: what is pending and what is in the ledger is listed")
    func reading() async throws {
      try await TrialServer.run { server in
        let trial = try ProgramTrial("Read", server)
        let created = try await trial.create(fault: 0, .signal(SIGKILL))
        #expect(created.exit == .exited(0), "\(created)")
        // Another, killed as its request leaves: it stays pending.
        let sent = try #require(trial.calls.last { $0.name == "write" && $0.what == "socket" })
        let pending = try ProgramTrial("Pending", server)
        _ = try await pending.create(fault: sent.number, .signal(SIGKILL))
        try #require(pending.home.entryFiles.count == 1)
        let listed = try await pending.run(["pending"], locks: ENOSYS)
        #expect(listed.exit == .exited(0) && listed.standardOutput.contains("Pending"), "\(listed)")
        let made = try #require(try await server.subscriptions(named: ["Read"]).first)
        for arguments in [["list"], ["ledger"], ["show", String(made.id)]] {
          let run = try await trial.run(arguments, locks: ENOSYS)
          #expect(run.exit == .exited(0), "\(run)")
          if arguments == ["ledger"] { #expect(run.standardOutput.contains("erp.secret"), "\(run)") }
        }
      }
    }
  }
}
