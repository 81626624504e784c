import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import Glibc
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

  func custody(_ fixture: CustodyFixture, _ tamper: @escaping @Sendable () -> Void) -> CreateWorkflow {
    let connection = fixture.custody.client.connection
    let transport = TamperingTransport(real: AsyncHTTPTransport(connection), tamper: tamper)
    return CreateWorkflow(
      client: FintoroClient(connection, transport: transport, clock: fixture.time.now), profile: nil,
      paths: fixture.folder.paths,
      clock: LiveClock(now: fixture.time.now, zone: .gmt, random: { 0 }, newKey: LiveClock.system.newKey))
  }

  @Test("A folder that was removed meanwhile is made again, and the secret is in it")
  func removed() async throws {
    try await CustodyFixture.run { fixture in
      let folder = fixture.folder
      let custody = custody(fixture) { try? FileManager.default.removeItem(atPath: folder.join("data")) }
      guard case .created(_, let secret, let path?, false) = await custody.create(fixture.order()) else {
        return #expect(Bool(false), "the secret must be saved")
      }
      #expect(FileManager.default.contents(atPath: path) == Data(secret.reveal().utf8))
      #expect(fixture.journalFiles == [])
      await custody.client.shutDown()
    }
  }

  @Test("Where it cannot be saved at all, the secret is handed over, the entry stays, and it can be saved later")
  func impossible() async throws {
    try await CustodyFixture.run { fixture in
      let folder = fixture.folder
      let custody = custody(fixture) {
        try? FileManager.default.removeItem(atPath: folder.join("data"))
        _ = try? folder.makeFolder("data", mode: 0o777)
      }
      let outcome = await custody.create(fixture.order())
      await custody.client.shutDown()
      guard case .savingFailed(let subscription, let secret, let problem, let key) = outcome else {
        return #expect(Bool(false), "\(outcome)")
      }
      #expect(await fixture.server.secret(of: subscription.id) == secret.reveal())
      #expect(problem.contains("chmod go-w ~/data"))
      #expect(fixture.journalFiles.count == 1)

      chmod(folder.join("data"), 0o700)
      guard case .created(subscription, secret, let path?, true) = await fixture.resume(key) else {
        return #expect(Bool(false), "it must be saved as soon as it can be")
      }
      #expect(FileManager.default.contents(atPath: path) == Data(secret.reveal().utf8))
      #expect(await fixture.server.subscriptionIDs(companyID: 15) == [subscription.id])
      #expect(fixture.journalFiles == [])
    }
  }
}
