import FintoroAPI
import FintoroWebhooks
import Foundation
import Testing
import TestSupport

@testable import hooktop

@Suite("The demo")
struct DemoTests {
  @Test("It answers over real HTTP and keeps its files in a folder that goes with it")
  func demo() async throws {
    let temporary = try TemporaryFolder()
    var environment = try AppEnvironment.system
    environment.variables = ["TMPDIR": temporary.path, "HOOKTOP_TOKEN": "must not matter"]
    let demo = try await Demo.start(log: nil, in: environment)
    #expect(try await demo.account.client.list().value.subscriptions.count == 11)
    let folder = try #require(temporary.everything.first)
    #expect(mode(temporary.join(folder)) == 0o700)
    for path in [demo.account.environment.paths.configFile, demo.account.environment.paths.secrets] {
      #expect(path.hasPrefix(temporary.join(folder) + "/"))
    }
    await demo.end()
    #expect(temporary.everything == [])
  }

  @Test("A folder that cannot be made is one sentence")
  func noFolder() async throws {
    var environment = try AppEnvironment.system
    environment.variables = ["TMPDIR": "/nowhere"]
    let error = await #expect(throws: CommandExit.self) {
      try await Demo.start(log: nil, in: environment)
    }
    #expect(error == CommandExit(.inputOutput, "The demo's folder cannot be made in /nowhere: it does not exist."))
  }
}
