import FintoroWebhooks
import TestSupport
import Testing

@testable import hooktop

extension CustodyTrials {
  @Suite("Creates of the same person at the same time")
  struct Racing {
    @Test("Of many that are the same, with one file for the secret, one is made")
    func same() async throws {
      try await TrialServer.run { server in
        try await inParallel(0..<12, width: 3) { round in
          try await Trial.run("Same \(round)", server) { trial in
            let outcomes = try await together(8) { _ in try await trial.create() }
            #expect(outcomes.count { $0.isCreated } == 1, "\(outcomes)")
            let ending = try await trial.ending()
            #expect(ending == .kept)
            Figures.shared.add(.together, ending)
          }
        }
      }
    }

    @Test("Of many that are the same while the first has lost its answer, none is made beside it, whatever its file")
    func sameAsPending() async throws {
      try await TrialServer.run { server in
        try await inParallel(0..<12, width: 3) { round in
          try await Trial.run("Pending \(round)", server, [.cutAnswer(after: 0, .close)]) { trial in
            guard case .kept(let key, _, _) = try await trial.create() else {
              return fail("a lost answer must be kept")
            }
            let outcomes = try await together(6) { number in
              try await trial.create(secretFile: trial.home.path + "/data/other-\(number).secret")
            }
            #expect(outcomes.allSatisfy { $0.isAlreadyPending(key) }, "\(outcomes)")
            #expect(trial.proxy.posts.count == 1)
            _ = try await trial.resume()
            let ending = try await trial.ending()
            #expect(ending == .kept)
            Figures.shared.add(.together, ending)
          }
        }
      }
    }

    @Test("Many that differ, in one home, are all made, each with its secret")
    func different() async throws {
      try await TrialServer.run { server in
        try await Trial.run("Base", server) { trial in
          let names = (0..<24).map { "Differs \($0)" }
          _ = try await together(names.count) { number in
            try await trial.renamed(names[number]).create(secretFile: trial.home.path + "/data/\(number).secret")
          }
          let judge = Judge(findings: trial.home.findings(try await server.subscriptions(named: Set(names))))
          for name in names {
            #expect(judge.ending(of: name) == .kept, "\(name)")
            Figures.shared.add(.together, judge.ending(of: name))
          }
        }
      }
    }

    @Test("Many that finish the same pending creates at once finish each once")
    func resumed() async throws {
      try await TrialServer.run { server in
        let names = (0..<8).map { "Left \($0)" }
        let lost = names.map { _ in NetworkFault.cutAnswer(after: 0, .close) }
        try await Trial.run("Base", server, lost) { trial in
          for (number, name) in names.enumerated() {
            guard
              case .kept = try await trial.renamed(name)
                .create(secretFile: trial.home.path + "/data/\(number).secret")
            else { return fail("a lost answer must be kept") }
          }
          _ = try await together(4) { _ in try await trial.resume() }
          let judge = Judge(findings: trial.home.findings(try await server.subscriptions(named: Set(names))))
          for name in names {
            #expect(judge.ending(of: name) == .kept, "\(name)")
            Figures.shared.add(.together, judge.ending(of: name))
          }
        }
      }
    }
  }
}

extension CreateOutcome {
  fileprivate var isCreated: Bool { if case .created = self { true } else { false } }

  fileprivate func isAlreadyPending(_ key: IdempotencyKey) -> Bool {
    if case .alreadyPending(key, _) = self { true } else { false }
  }
}
