import FintoroSandbox
import Foundation
import Glibc
import TestSupport
import Testing

extension CustodyTrials {
  @Suite("A board that is killed while it creates, and started again", .serialized)
  struct BoardKills {
    @Test("Killed at any call on a file, it loses nothing that was typed, and the next board finishes the create")
    func killed() async throws {
      let count = try await callsOfCreate().count
      try await inParallel(ChosenTrials.of(1...count), width: 3) { number in
        // Of its own: the list must be empty when the board opens.
        try await TrialServer.run { server in try await killed(at: number, server) }
      }
    }

    func killed(at number: Int, _ server: TrialServer) async throws {
      let trial = try BoardTrial("Board\(1_000 + number)", server)
      let first = try trial.open(killedAt: number)
      // It may be killed before the form is there, or not at all: a later start needs fewer calls.
      let isPressed = (try? await trial.create(on: first)) != nil
      if (try? await trial.waitForSecret(on: first)) == nil {
        #expect(try await first.waitForExit() == .signaled(SIGKILL), "\(number)")
      }
      let call = trial.program.chosenCall
      let what = "\(number): \(call?.description ?? "not reached")"
      let atOnce = try await trial.program.ending(told: [])
      #expect(![.lost, .doubled].contains(atOnce), "\(what): \(atOnce)")
      let (hasEntry, hasDraft) = (trial.hasEntry, trial.hasWholeDraft)
      if isPressed, atOnce != .kept, !hasEntry, !hasDraft {
        // The draft itself was being written: of the create nothing was begun.
        let begun = trial.program.calls.filter { $0.what.contains("/creates") || $0.what.contains("/data/") }
        #expect(begun.isEmpty, "\(what)")
        #expect(await trial.program.posts() == 0, "\(what)")
      }
      if atOnce == .kept { return Figures.shared.add(.boardKilled, atOnce) }
      try await finish(trial, hasEntry: hasEntry, hasDraft: hasDraft, what)
    }

    @Test("Killed while its request is in work and started at once, it asks until the answer is there")
    func inWork() async throws {
      for number in ChosenTrials.of(1...10) {
        try await TrialServer.run { server in
          await server.server.inject(try Fault("hold=600 POST /webhook-subscriptions x1"))
          let trial = try BoardTrial("Held\(1_000 + number)", server)
          let first = try trial.open()
          try await trial.create(on: first)
          _ = try await server.waitForPost()
          first.signal(SIGKILL)
          _ = try await first.waitForExit()
          #expect(trial.hasEntry && !trial.hasWholeDraft)

          let second = try trial.open()
          try await second.waitForOutput("Fintoro is still processing the create of")
          try await second.waitForOutput("1 pending")
          await server.server.clearFaults()
          try await trial.waitForSecret(on: second)
          let ending = try await trial.program.ending(told: [])
          #expect(ending == .kept)
          Figures.shared.add(.boardKilled, ending)
        }
      }
    }

    /// Starts a board again, which finishes what is on the disk.
    func finish(_ trial: BoardTrial, hasEntry: Bool, hasDraft: Bool, _ what: String) async throws {
      let second = try trial.open()
      if hasDraft, !hasEntry {
        try await trial.createFromDraft(on: second)
      } else if !hasEntry {
        try await trial.create(on: second)
      }
      try await trial.waitForSecret(on: second)
      let ending = try await trial.program.ending(told: [])
      #expect(ending == .kept, "\(what): entry \(hasEntry), draft \(hasDraft)")
      #expect(!trial.hasWholeDraft, "\(what): a draft of what was created is left")
      Figures.shared.add(.boardKilled, ending)
    }

    /// The calls on files of a board that nobody disturbs, up to the secret.
    func callsOfCreate() async throws -> [TracedCall] {
      try await TrialServer.run { server in
        let trial = try BoardTrial("Board1000", server)
        let board = try trial.open(killedAt: 0)
        try await trial.create(on: board)
        try await trial.waitForSecret(on: board)
        return trial.program.calls
      }
    }
  }
}
