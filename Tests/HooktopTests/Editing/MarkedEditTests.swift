import Dashboard
import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Testing
import TestSupport

@testable import hooktop

/// One change of one marked subscription, against the sandbox.
@Suite struct MarkedEditTests {
  private func account(_ server: SandboxServer, _ folder: TemporaryFolder) async throws -> Account {
    var environment = try AppEnvironment.system
    environment.paths = folder.paths
    environment.variables = [:]
    let connection = try await ConnectionSource.resolve(
      .init(), environment: ["HOOKTOP_BASE_URL": server.baseURL, "HOOKTOP_TOKEN": SandboxTokens.write],
      config: .empty, paths: folder.paths
    ).connection(environment: [:], paths: folder.paths)
    return try Account(connection, profile: nil, config: .empty, log: nil, environment: environment)
  }

  @Test("What somebody else changed meanwhile stays, and only what was meant is changed")
  func changedMeanwhile() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration())
    let account = try await account(server, try TemporaryFolder())
    let seen = try await account.client.show(801).value
    var theirs = seen.input
    theirs.name = "Renamed meanwhile"
    _ = try await account.client.update(801, to: theirs, keeping: seen.unknownFields)
    let edit = MarkedEdit(editor: account.subscriptions)
    let outcome = await edit.apply(.disable, on: 801, base: seen.input)
    let now = try await account.client.show(801).value
    #expect(outcome == .edited(.done(now)))
    #expect(now.name == "Renamed meanwhile" && !now.isActive)
    #expect(now.subscribedEvents == seen.subscribedEvents)
    #expect(await edit.apply(.disable, on: 801, base: now.input) == .refused(.nothingToDo))
    await account.client.shutDown()
    await server.stop()
  }

  @Test("One that was deleted meanwhile is reported as gone")
  func vanished() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration())
    let account = try await account(server, try TemporaryFolder())
    let seen = try await account.client.show(801).value
    _ = try await account.client.delete(801)
    #expect(
      await MarkedEdit(editor: account.subscriptions).apply(.disable, on: 801, base: seen.input) == .edited(.gone))
    await account.client.shutDown()
    await server.stop()
  }
}
