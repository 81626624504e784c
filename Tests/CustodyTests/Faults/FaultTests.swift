import FintoroSandbox
import FintoroWebhooks
import TestSupport
import Testing

@testable import hooktop

extension CustodyTrials {
  @Suite("A create that is answered badly")
  struct Faults {
    /// A 4xx of Fintoro's that says for certain that the request made nothing.
    static let refusals = [400, 401, 402, 403, 404, 405, 406, 410, 411, 412, 413, 414, 415, 422, 428, 431, 451]
    /// One that says "not now".
    static let notNow = [408, 409, 425, 429]

    @Test("An answer that settles nothing keeps it, whether it was carried out or not, and it is finished later")
    func uncertain() async throws {
      try await trying(UncertainAnswer.all) { answer, server in
        for (word, fault) in [
          ("carried out", NetworkFault.replaceAnswer(answer.bytes)), ("not carried out", .answerInstead(answer.bytes)),
        ] {
          try await Trial.run("\(answer), \(word)", server, [fault]) { trial in
            let outcome = try await trial.create()
            guard case .kept(_, _, mustTell: false) = outcome else {
              return fail("\(trial.name): \(outcome)")
            }
            #expect(try await trial.ending() == .pending, "\(trial.name)")
            try await finish(trial)
          }
        }
      }
    }

    @Test("A refusal of the only try settles it: nothing was made, and nothing is left behind")
    func refused() async throws {
      try await TrialServer.run { server in
        try await inParallel(Self.refusals) { status in
          try await Trial.run("Refused \(status)", server, [.answerInstead(RawAnswer.fintoros(status))]) { trial in
            let outcome = try await trial.create()
            guard case .refused(let failure) = outcome, failure.status == status else {
              return fail("\(status): \(outcome)")
            }
            let ending = try await trial.ending()
            #expect(ending == .nothing, "\(status)")
            #expect(trial.home.entryFiles == [])
            Figures.shared.add(.fault, ending)
          }
        }
      }
    }

    @Test("After two lost answers no refusal settles it: it is kept, the person is told, and it is finished later")
    func refusedAfterLostAnswers() async throws {
      let lost = [
        ("carried out", NetworkFault.cutAnswer(after: 0, .close)), ("not arrived", .cutRequest(after: 9, .reset)),
      ]
      try await trying(Self.refusals + Self.notNow) { status, server in
        for (first, firstWord) in lost.map({ ($0.1, $0.0) }) {
          for (second, secondWord) in lost.map({ ($0.1, $0.0) }) {
            let name = "\(status) after one \(firstWord), one \(secondWord)"
            let mishaps = [first, second, .answerInstead(RawAnswer.fintoros(status, headers: ["Retry-After: 0"]))]
            try await Trial.run(name, server, mishaps) { trial in
              try await lastWord(status, trial)
              try await finish(trial)
            }
          }
        }
      }
    }

    /// Two tries are lost, the third meets the status.
    func lastWord(_ status: Int, _ trial: Trial) async throws {
      guard case .kept(_, _, mustTell: false) = try await trial.create() else {
        return fail("\(trial.name): the first lost answer must keep it")
      }
      for mustTell in [false, Self.refusals.contains(status)] {
        let outcomes = try await trial.resume(retryingInWork: false)
        guard outcomes.count == 1, case .kept(_, _, mustTell) = outcomes[0] else {
          return fail("\(trial.name): \(outcomes)")
        }
        #expect(try await trial.ending() == .pending, "\(trial.name)")
      }
    }

    @Test("Each fault that the sandbox knows keeps it, and it is finished later")
    func sandboxFaults() async throws {
      let substitutes = ["429=0", "500", "503", "html=200", "html=404", "html=502", "redirect=http://127.0.0.1:9/"]
      let after = substitutes.map { $0.replacing(/^[a-z0-9]+/) { "\($0.output)-after" } }
      for fault in substitutes + after + ["drop-before", "drop-after", "cut=0", "cut=40", "cut=300"] {
        try await TrialServer.run { server in
          await server.server.inject(try Fault("\(fault) POST /webhook-subscriptions x1"))
          try await Trial.run(fault, server) { trial in
            let outcome = try await trial.create()
            guard case .kept(_, _, mustTell: false) = outcome else { return fail("\(fault): \(outcome)") }
            try await finish(trial)
          }
        }
      }
    }

    @Test("Where nobody listens, and where the token may not write, nothing is made and nothing is lost")
    func nowhere() async throws {
      try await TrialServer.run { server in
        try await Trial.run("Nobody listens", server) { trial in
          trial.proxy.stop()
          guard case .companyUnknown = try await trial.create() else {
            return fail("a company that cannot be learnt stops a create")
          }
          let ending = try await trial.ending()
          #expect(ending == .nothing)
          Figures.shared.add(.fault, ending)
        }
        try await Trial.run("Read only", server) { trial in
          let outcome = try await trial.create(token: SandboxTokens.read)
          switch outcome {
          // Whether it may list, and so learn its company, is not known.
          case .refused(let failure), .companyUnknown(let failure): #expect(failure.kind == .forbidden)
          default: fail("\(outcome)")
          }
          let ending = try await trial.ending()
          #expect(ending == .nothing)
          Figures.shared.add(.fault, ending)
        }
      }
    }

    func finish(_ trial: Trial) async throws {
      let outcomes = try await trial.resume()
      let ending = try await trial.ending()
      #expect(ending == .kept, "\(trial.name): \(outcomes)")
      Figures.shared.add(.fault, ending)
    }
  }
}
