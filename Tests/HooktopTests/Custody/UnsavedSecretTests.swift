import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import Glibc
import TestSupport
import Testing
import TestSupport

@testable import hooktop

@Suite("A disk that changes while a create is on its way")
struct UnsavedSecretTests {
  /// Real HTTP, and a hand that changes the disk when the answer to a create is here.
  struct TamperingTransport: Transport {
    let real: AsyncHTTPTransport
    let tamper: @Sendable () -> Void

    func send(_ request: RawRequest) async throws(Failure) -> RawResponse {
      let answer = try await real.send(request)
      if request.method == "POST" { tamper() }
      return answer
    }

    func shutDown() async { await real.shutDown() }
  }

  func creates(_ fixture: CustodyFixture, _ tamper: @escaping @Sendable () -> Void) -> CreateWorkflow {
    let connection = fixture.creates.client.connection
    let transport = TamperingTransport(real: AsyncHTTPTransport(connection, clock: fixture.time.now), tamper: tamper)
    return CreateWorkflow(
      client: FintoroClient(connection, transport: transport, clock: fixture.time.now), profile: nil,
      paths: fixture.folder.paths,
      clock: LiveClock(now: fixture.time.now, zone: .gmt, random: { 0 }, newKey: LiveClock.system.newKey))
  }

  @Test("A folder that was removed meanwhile is made again, and the secret is in it")
  func removed() async throws {
    try await CustodyFixture.run { fixture in
      let folder = fixture.folder
      let creates = creates(fixture) { try? FileManager.default.removeItem(atPath: folder.join("data")) }
      let made = try await creates.create(fixture.request()).created()
      let path = try #require(made.path)
      #expect(FileManager.default.contents(atPath: path) == Data(made.secret.reveal().utf8))
      #expect(fixture.journalFiles == [])
      await creates.client.shutDown()
    }
  }

  @Test("Where it cannot be saved at all, the secret is handed over, the entry stays, and it can be saved later")
  func impossible() async throws {
    try await CustodyFixture.run { fixture in
      let folder = fixture.folder
      let creates = creates(fixture) {
        try? FileManager.default.removeItem(atPath: folder.join("data"))
        _ = try? folder.makeFolder("data", mode: 0o777)
      }
      let outcome = await creates.create(fixture.request())
      await creates.client.shutDown()
      let unsaved = try outcome.savingFailed()
      #expect(await fixture.server.secret(of: unsaved.subscription.id) == unsaved.secret.reveal())
      #expect(unsaved.problem.contains("chmod go-w ~/data"))
      #expect(fixture.journalFiles.count == 1)

      chmod(folder.join("data"), 0o700)
      let made = try await fixture.resume(unsaved.key).created(isRepeated: true)
      #expect(made.subscription == unsaved.subscription && made.secret == unsaved.secret)
      let path = try #require(made.path)
      #expect(FileManager.default.contents(atPath: path) == Data(made.secret.reveal().utf8))
      #expect(await fixture.server.subscriptionIDs(companyID: 15) == [made.subscription.id])
      #expect(fixture.journalFiles == [])
    }
  }
}
