import FintoroWebhooks
import TestSupport
import Testing

@testable import hooktop

extension CustodyTrials {
  @Suite("A create whose connection is cut")
  struct Cuts {
    @Test(
      "Cut after any byte of its request, it is kept and finished later", arguments: NetworkFault.Disconnect.allCases)
    func request(ending: NetworkFault.Disconnect) async throws {
      let whole = try await lengths()
      try await trying(0...whole.request) { byte, server in
        try await cut("Request \(10_000 + byte)", .cutRequest(after: byte, ending), .cutRequest, server)
      }
    }

    @Test(
      "Cut after any byte of its answer, it is kept and finished later", arguments: NetworkFault.Disconnect.allCases)
    func answer(ending: NetworkFault.Disconnect) async throws {
      let whole = try await lengths()
      try await trying(0...whole.answer) { byte, server in
        try await cut("Request \(10_000 + byte)", .cutAnswer(after: byte, ending), .cutAnswer, server)
      }
    }

    /// How many bytes a create of such a name and its answer have.
    func lengths() async throws -> CarriedPost {
      try await TrialServer.run { server in
        try await Trial.run("Request 00000", server) { trial in
          try await trial.create().created()
          return try #require(trial.proxy.posts.first)
        }
      }
    }

    func cut(_ name: String, _ fault: NetworkFault, _ kind: TrialClass, _ server: TrialServer) async throws {
      try await Trial.run(name, server, [fault]) { trial in
        let outcome = try await trial.create()
        let post = try #require(trial.proxy.posts.first)
        #expect(post.isSpoilt, "\(fault) never happened")
        switch outcome {
        case .kept(_, _, mustTell: false): #expect(try await trial.ending() == .pending, "\(fault)")
        // Every byte of the answer had come before the end.
        case .created: #expect(try await trial.ending() == .kept, "\(fault)")
        default: fail("\(fault) came to \(outcome)")
        }
        let outcomes = try await trial.resume()
        let ending = try await trial.ending()
        #expect(ending == .kept, "\(fault), then \(outcomes)")
        Figures.shared.add(kind, ending)
      }
    }
  }
}
