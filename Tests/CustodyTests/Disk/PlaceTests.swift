import FintoroSandbox
import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@testable import hooktop

extension CustodyTrials {
  @Suite("A create that has no place for its secret or its journal entry")
  struct Places {
    @Test("Nothing is sent, what was wrong is said, and the disk is as it was before", arguments: BadPlace.all)
    func refused(place: BadPlace) async throws {
      try await TrialServer.run { server in
        try await Trial.run("No place", server) { trial in
          try place.prepare(trial.home)
          try await expectNothing(trial, file: place.file)
        }
      }
    }

    @Test(
      "On a full disk and on one that cannot be written nothing is sent, and the disk is as it was before",
      .enabled("mounting a disk needs root and the right to mount", { await MountedDisk.mayMount() }),
      arguments: ["data", "state"], ["full", "nearly full", "without a single free name", "read-only"])
    func disk(folder: String, fault: String) async throws {
      try await TrialServer.run { server in
        try await Trial.run("No disk", server) { trial in
          try trial.home.makeFolder(folder)
          let names = fault == "without a single free name"
          let disk = try await MountedDisk.mount(
            over: trial.home.path + "/" + folder, options: names ? "size=64k,nr_inodes=2" : "size=16k")
          do {
            if fault == "full" { try trial.home.write(String(repeating: "x", count: 16_384), to: folder + "/filler") }
            // Room for a name, not for what is to stand in the file.
            if fault == "nearly full" {
              try trial.home.write(String(repeating: "x", count: 16_384), to: folder + "/filler")
              try trial.home.makeFolder(folder + "/hooktop/creates")
            }
            if names { try trial.home.write("", to: folder + "/filler") }
            if fault == "read-only" { try await disk.makeReadOnly() }
            try await expectNothing(trial, file: "data/erp.secret")
            try await disk.unmount()
          } catch {
            try? await disk.unmount()
            throw error
          }
        }
      }
    }

    @Test("From a working folder that was removed a relative path leads nowhere: nothing is sent, and nothing made")
    func removedFolder() async throws {
      try await TrialServer.run { server in
        let trial = try ProgramTrial("Removed", server)
        try trial.home.makeFolder("gone")
        let name = "hooktop-\(trial.home.path.suffix(6)).secret"
        let run = try await ProcessRun.run(
          "sh",
          ["-c", "cd $HOME/gone && rmdir $HOME/gone && exec \"$0\" \"$@\"", BuiltProduct.path("hooktop")]
            + trial.createArguments(into: name), environment: trial.home.environment(at: server.server.baseURL))
        #expect(run.exit == .exited(73) && run.standardError.contains("is not there any more"), "\(run)")
        #expect(await trial.posts() == 0)
        #expect(!FileManager.default.fileExists(atPath: "/" + name))
        let ending = try await trial.ending(told: [run])
        #expect(ending == .nothing)
        Figures.shared.add(.place, ending)
      }
    }

    func expectNothing(_ trial: Trial, file: String) async throws {
      let before = trial.home.picture
      let outcome = try await trial.create(secretFile: trial.home.path + "/" + file)
      switch outcome {
      case .notSent(let problem, about: .secretFile), .notSent(let problem, about: .journal): #expect(!problem.isEmpty)
      default: fail("it came to \(outcome)")
      }
      #expect(trial.proxy.posts == [])
      let after = trial.home.picture
      // The journal's own folder may stay: it is empty, and belongs to nobody's create.
      for name in Set(before.keys).union(after.keys) where before[name] != after[name] {
        let isEmptyState = before[name] == nil && ["state", "state/hooktop", "state/hooktop/creates"].contains(name)
        #expect(isEmptyState, "\(name): \(before[name] ?? "not there") became \(after[name] ?? "not there")")
      }
      let ending = try await trial.ending(own: Set(before.keys))
      #expect(ending == .nothing)
      Figures.shared.add(.place, ending)
    }
  }
}
