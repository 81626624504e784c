import FintoroAPI
import FintoroWebhooks
import TestSupport
import Testing

extension CustodyTrials {
  @Suite("The judge of the trials finds what it is there to find")
  struct JudgeTests {
    let one = Findings.Subscription(id: 801, name: "ERP", secret: "whsec_1")
    let secret = Array("whsec_1".utf8)
    let entry = Findings.Entry(path: "state/hooktop/creates/key-1.jsonl", key: "key-1", name: "ERP")
    let damaged = Findings.Entry(path: "state/hooktop/creates/key-1.jsonl", key: "key-1", name: nil)

    func ending(_ change: (inout Findings) -> Void) -> TrialVerdict {
      var findings = Findings(subscriptions: [one], files: ["data/erp.secret": secret])
      change(&findings)
      return Judge(findings: findings).ending(of: "ERP")
    }

    @Test("A secret in its file is kept; one byte more or less, and it is lost")
    func kept() {
      #expect(ending { _ in } == .kept)
      #expect(ending { $0.files["data/erp.secret"] = Array("FINTORO_WEBHOOK_SECRET=whsec_1\n".utf8) } == .kept)
      #expect(ending { $0.files["data/erp.secret"] = secret + [0x0A] } == .lost)
      #expect(ending { $0.files["data/erp.secret"] = Array(secret.dropLast()) } == .lost)
      #expect(ending { $0.files = [:] } == .lost)
    }

    @Test("A pending entry or a word to the person is what keeps a secret from being lost in silence")
    func told() {
      #expect(ending { ($0.files, $0.entries) = ([:], [entry]) } == .pending)
      #expect(ending { ($0.files, $0.entries) = ([:], [damaged]) } == .lost)
      #expect(ending { ($0.files, $0.entries, $0.told) = ([:], [damaged], "key-1.jsonl cannot be read") } == .told)
      #expect(ending { ($0.files, $0.told) = ([:], "the secret is whsec_1") } == .told)
      #expect(ending { ($0.files, $0.told) = ([:], "all is well") } == .lost)
    }

    @Test("A second subscription of the create is a double, its secret kept or not")
    func doubled() {
      let second = Findings.Subscription(id: 802, name: "ERP", secret: "whsec_2")
      #expect(ending { $0.subscriptions.append(second) } == .doubled)
      #expect(
        ending {
          $0.subscriptions.append(second)
          $0.files["data/erp-2.secret"] = Array("whsec_2".utf8)
        } == .doubled)
    }

    @Test("A file that belongs to nothing is untidy")
    func untidy() {
      #expect(ending { $0.files["data/erp-2.secret"] = Array("kept for key-1".utf8) } == .untidy)
      #expect(ending { $0.files["data/erp-2.secret"] = secret } == .untidy)
      #expect(ending { $0.subscriptions = [] } == .untidy)
      #expect(ending { ($0.subscriptions, $0.files) = ([], [:]) } == .nothing)
    }

    @Test("A rotate whose new secret is in no file is lost, unless the person was told what to do")
    func rotated() {
      func ending(_ files: [String: [UInt8]], _ told: String) -> TrialVerdict {
        RotateTrial.ending("whsec_2", of: 801, files: files, told: told)
      }
      #expect(ending(["new": Array("whsec_2".utf8)], "") == .kept)
      #expect(ending(["old": secret], "") == .lost)
      #expect(ending(["old": secret], "The rotate of subscription 801 was cut short. Rotate again.") == .told)
      #expect(ending(["old": secret], "The rotate of subscription 802 was cut short. Rotate again.") == .lost)
      #expect(ending(["old": secret], "Subscription 801 was rotated.") == .lost)
    }

    @Test("The figures count what is lost and what is doubled")
    func figures() {
      let figures = Figures()
      figures.add(.killed, .kept)
      figures.add(.killed, .lost)
      figures.add(.fault, .doubled)
      #expect((figures.count(), figures.secretsLost, figures.doubles) == (3, 1, 1))
      #expect(figures.table.contains("secrets lost in silence: 1, doubles unnoticed: 1"))
      #expect(!figures.isWhole)
    }

    @Test("On a real server and a real disk: a create that keeps nothing is lost, one with a new key each time doubles")
    func planted() async throws {
      try await TrialServer.run { server in
        try await Trial.run("Planted", server) { trial in
          #expect(try await trial.ending() == .nothing)
          let careless = CarelessCreate(trial)
          try await careless.post(key: "first")
          #expect(try await trial.ending() == .lost)
          try await careless.post(key: "first")
          #expect(try await trial.ending() == .lost)
          try await careless.post(key: "second")
          #expect(try await trial.ending() == .doubled)
        }
      }
    }
  }
}
