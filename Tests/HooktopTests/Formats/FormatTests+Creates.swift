import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@testable import hooktop

/// The journal of creates, and the files that wait for their secrets.
extension FormatTests {
  private static let sends: [String: [PendingCreate.Outcome]] = [
    "Opened, not sent": [], "Sent once": [.unknown], "Answered 500": [.unknown],
    "Several sends": [.unknown, .unknown, .notSent, .unknown],
    "Refused in doubt": [.unknown, .refused(status: 403)], "Printed": [.unknown], "From the environment": [.unknown],
    // A line that was cut may have been a send.
    "Cut in a line": [.unknown], "Secret half way": [.unknown], "Secret saved, entry there": [.unknown],
    "Own key erp/": [.unknown], "Own key long": [.unknown],
  ]

  @Test("Every pending create with its sends, and what became of each")
  func creates() async throws {
    let entries = try await RecordedHome().entries()
    #expect(entries.mapValues { $0.sends.map(\.outcome) } == Self.sends)
  }

  @Test("The exact bytes of a create, its account, its times to the millisecond and its secret's file")
  func create() async throws {
    let home = try RecordedHome()
    let create = try #require(try await home.entries()["Refused in doubt"])
    #expect(create.key == IdempotencyKey(rawValue: "05bfea5d-fa7b-4677-bcd1-aff2a96d5406"))
    #expect(
      String(decoding: create.body, as: UTF8.self)
        == #"{"isActive":true,"name":"Refused in doubt","subscribedEvents":["invoices.created","invoices.updated","#
        + #""invoices.deleted","invoices.paid","orders.created"],"url":"https://erp.acme.sk/refused-in-doubt"}"#)
    #expect(create.baseURL == Self.baseURL)
    #expect(create.profile == "prod")
    #expect(create.company == .init(name: "Acme s.r.o.", id: 15))
    #expect(create.startedAt == Date(timeIntervalSince1970: 1_795_862_018.979))
    #expect(
      create.sends.map(\.at) == [1_795_862_018.991, 1_795_862_019.047].map { Date(timeIntervalSince1970: $0) })
    #expect(create.secretFile.path == home.folder.join("data/secrets/refused-in-doubt.secret"))
    #expect(create.secretFile.format == .raw)
    #expect(create.secretFile.inode == 16_236_599 && create.secretFile.device == 65_024)
  }

  @Test("What differs from one create to the other: keys of one's own, no profile, a printed secret, the format env")
  func others() async throws {
    let entries = try await RecordedHome().entries()
    #expect(entries["Own key erp/"]?.key.rawValue == "erp/2026:03%20#1")
    #expect(entries["Own key long"]?.key.rawValue == "long-" + String(repeating: "k", count: 240))
    #expect(entries["Answered 500"]?.secretFile.format == .env)
    let printed = try #require(entries["Printed"])
    #expect(SecretDestination(printed.secretFile) == .standardOutput)
    let withoutProfile = entries.filter { $0.value.profile == nil }
    #expect(Array(withoutProfile.keys) == ["From the environment"])
  }

  @Test("Each may be sent again for 55 minutes, and is a person's to decide afterwards")
  func ages() async throws {
    for create in try await RecordedHome().entries().values {
      #expect(create.nextStep(now: create.startedAt + 3_300) == .send)
      #expect(create.nextStep(now: create.startedAt + 3_301) == .compare(.keyExpired))
    }
  }

  @Test("The files that wait for a secret, one with the secret before the rest of the placeholder, one with it alone")
  func placeholders() async throws {
    let home = try RecordedHome()
    for (name, create) in try await home.entries() where name != "Printed" {
      let found = SecretFile.find(create.secretFile.path, key: create.key)
      switch (name, found) {
      case ("Secret half way", .halfWay(_, let secret)):
        #expect(secret.reveal() == "whsec_fintoro_d0ce05a5303536add7852f915e2f1f95")
      case ("Secret saved, entry there", .other):
        let secret = try StoredSecretFile.read(create.secretFile.path).get()
        #expect(secret.reveal() == "whsec_fintoro_d5427e5839d1e81c5587621112bb7ebf")
      case ("Secret half way", _), ("Secret saved, entry there", _): Issue.record("\(name): \(found)")
      case (_, .placeholder(let file)): #expect(file.key == create.key)
      default: Issue.record("\(name): \(found)")
      }
    }
  }

  @Test("All that was pending is finished: each subscription is there once, and its secret is in a file or printed")
  func finished() async throws {
    let time = TestTime()
    let recorded = try RecordedHome()
    let last = try #require(try await recorded.entries().values.map(\.startedAt).max())
    time.move(last.timeIntervalSince(time.now()) + 60)
    let server = try await SandboxServer.start(
      SandboxConfiguration(
        rateLimit: 1_000,
        state: StateStorage(saved: try recorded.state("custody-state.json")) { _ in true }, clock: time.now))
    do {
      let home = try RecordedHome(port: server.port)
      let connection = APIConnection(
        baseURL: try BaseURL(server.baseURL), token: try #require(AccessToken(SandboxTokens.write)))
      let client = FintoroClient(connection, clock: time.now)
      let creates = CreateWorkflow(
        client: client, profile: "prod", paths: home.paths,
        clock: LiveClock(now: time.now, zone: .gmt, random: { 0.5 }, newKey: LiveClock.system.newKey))
      for (name, create) in try await home.entries() {
        let place = name == "Printed" ? SecretDestination.file(home.folder.join("data/printed.secret")) : nil
        let outcome = await creates.resume(create.key, to: place)
        guard case .created(let subscription, let secret, let path?, _) = outcome else {
          Issue.record("\(name): \(outcome)")
          continue
        }
        #expect(subscription.name == name)
        #expect(await server.secret(of: subscription.id) == secret.reveal())
        #expect(try StoredSecretFile.read(path).get() == secret)
      }
      #expect(try await home.entries().isEmpty)
      let names = try await client.list().value.subscriptions.compactMap(\.name)
      for name in Self.sends.keys { #expect(names.count { $0 == name } == 1, "\(name)") }
      await client.shutDown()
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }
}
