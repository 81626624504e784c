import FintoroWebhooks
import TestSupport
import Testing

@testable import hooktop

extension CustodyTrials {
  @Suite("A create whose connection is cut")
  struct Cuts {
    @Test("Cut after any byte of its request, it is kept and finished later", arguments: Mishap.Ending.allCases)
    func request(ending: Mishap.Ending) async throws {
      try await TrialServer.run { server in
        let whole = try await lengths(server)
        try await inParallel(0...whole.request) { byte in
          try await cut("Request \(String(10_000 + byte))", .cutRequest(after: byte, ending), .cutRequest, server)
        }
      }
    }

    @Test("Cut after any byte of its answer, it is kept and finished later", arguments: Mishap.Ending.allCases)
    func answer(ending: Mishap.Ending) async throws {
      try await TrialServer.run { server in
        let whole = try await lengths(server)
        // Ids grow by a digit while the trials go on, and the answers with them.
        try await inParallel(0...whole.answer + 1) { byte in
          try await cut("Request \(String(10_000 + byte))", .cutAnswer(after: byte, ending), .cutAnswer, server)
        }
      }
    }

    /// How many bytes a create of such a name and its answer have.
    func lengths(_ server: TrialServer) async throws -> CarriedPost {
      try await Trial.run("Request 00000", server) { trial in
        guard case .created = try await trial.create() else { throw TestFailure("a create without a mishap failed") }
        return try #require(trial.proxy.posts.first)
      }
    }

    func cut(_ name: String, _ mishap: Mishap, _ kind: TrialClass, _ server: TrialServer) async throws {
      try await Trial.run(name, server, [mishap]) { trial in
        let outcome = try await trial.create()
        let post = try #require(trial.proxy.posts.first)
        // The last byte that is tried may lie behind the end.
        guard post.isSpoilt else {
          #expect(try await trial.ending() == .kept, "\(name), not cut: \(outcome)")
          return
        }
        switch outcome {
        case .kept(_, _, mustTell: false): #expect(try await trial.ending() == .pending, "\(mishap)")
        // Every byte of the answer had come before the end.
        case .created: #expect(try await trial.ending() == .kept, "\(mishap)")
        default: fail("\(mishap) came to \(outcome)")
        }
        let outcomes = try await trial.resume()
        let ending = try await trial.ending()
        #expect(ending == .kept, "\(mishap), then \(outcomes)")
        Figures.shared.add(kind, ending)
      }
    }
  }
}
