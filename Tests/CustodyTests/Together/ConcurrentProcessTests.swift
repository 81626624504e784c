import FintoroSandbox
import Glibc
import TestSupport
import Testing

extension CustodyTrials {
  @Suite("Two programs of the same person at the same time")
  struct Rivals {
    @Test("While a create is in work, the same one is refused naming it, and resuming leaves it alone")
    func same() async throws {
      try await held { trial, key in
        let other = trial.home.path + "/data/other.secret"
        for file in [trial.home.secretFile, other] {
          let rival = try await trial.run(trial.createArguments(into: file))
          #expect(rival.exit != .exited(0), "\(rival)")
          if file == other { #expect(rival.exit == .exited(75) && rival.standardError.contains(key), "\(rival)") }
        }
        _ = try await trial.resume()
        #expect(await trial.posts() == 1)
      }
    }

    @Test("While a create is in work, another is made, and neither harms the other")
    func different() async throws {
      try await held { trial, _ in
        let other = ProgramTrial(name: "Beside", trial)
        let rival = try await other.run(other.createArguments(into: trial.home.path + "/data/beside.secret"))
        #expect(rival.exit == .exited(0), "\(rival)")
        let subscriptions = try await trial.server.subscriptions(named: ["Beside"])
        let ending = Judge(findings: trial.home.findings(subscriptions)).ending(of: "Beside")
        #expect(ending == .kept)
        Figures.shared.add(.together, ending)
      }
    }

    @Test("A board beside a create in work leaves it alone")
    func board() async throws {
      try await held { trial, _ in
        let board = try PseudoTerminal(
          BuiltProduct.path("hooktop"), environment: trial.home.environment(at: trial.server.server.baseURL))
        try await trial.server.waitForList()
        try await board.waitForOutput("hooktop")
        board.send("q")
        #expect(try await board.waitForExit() == .exited(0))
        #expect(await trial.posts() == 1)
      }
    }

    @Test("A board that is open finishes a create that a command had to leave, when it looks at the journal again")
    func orphan() async throws {
      try await TrialServer.run { server in
        let trial = try ProgramTrial("Orphan", server)
        let board = try PseudoTerminal(
          BuiltProduct.path("hooktop"), environment: trial.home.environment(at: server.server.baseURL))
        try await server.waitForList()
        await server.server.inject(try Fault("drop-after POST /webhook-subscriptions x1"))
        let left = try await trial.create()
        #expect(left.exit == .exited(75), "\(left)")
        // It looks with every list as well; this key does not wait for the next one.
        board.send("P")
        _ = try await server.waitFor("the board's create") { $0.method == "POST" && $0.status == 201 }
        try await board.waitForOutput("its secret is saved")
        let ending = try await trial.ending(told: [])
        #expect(ending == .kept)
        Figures.shared.add(.together, ending)
        board.signal(SIGTERM)
        #expect(try await board.waitForExit() == .exited(128 + SIGTERM))
      }
    }

    @Test("Three that resume at once finish every pending create once")
    func resuming() async throws {
      try await TrialServer.run { server in
        await server.server.inject(try Fault("drop-after POST /webhook-subscriptions x5"))
        let first = try ProgramTrial("Left 0", server)
        let trials = (0..<5).map { ProgramTrial(name: "Left \($0)", first) }
        for (number, trial) in trials.enumerated() {
          let run = try await trial.run(trial.createArguments(into: trial.home.path + "/data/\(number).secret"))
          #expect(run.exit == .exited(75), "\(run)")
        }
        try await inParallel(0..<3) { _ in _ = try await first.resume() }
        let found = first.home.findings(try await server.subscriptions(named: Set(trials.map(\.name))))
        for trial in trials {
          let ending = Judge(findings: found).ending(of: trial.name)
          #expect(ending == .kept, "\(trial.name)")
          Figures.shared.add(.together, ending)
        }
      }
    }

    /// A create whose request the server holds while something else is done; then it goes on and must end well.
    func held(_ meanwhile: (ProgramTrial, _ key: String) async throws -> Void) async throws {
      try await TrialServer.run { server in
        await server.server.inject(try Fault("hold=600 POST /webhook-subscriptions x1"))
        let trial = try ProgramTrial("Held", server)
        async let first = trial.create()
        let key = try await server.waitForPost()
        try await meanwhile(trial, key)
        await server.server.clearFaults()
        let run = try await first
        #expect(run.exit == .exited(0), "\(run)")
        let found = trial.home.findings(try await server.subscriptions(named: ["Held", "Beside"]))
        let ending = Judge(findings: found).ending(of: "Held")
        #expect(ending == .kept)
        Figures.shared.add(.together, ending)
      }
    }
  }
}
