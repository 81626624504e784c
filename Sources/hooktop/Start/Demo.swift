import Dashboard
import Files
import FintoroAPI
import FintoroSandbox
import Foundation
import Glibc

/// The program with a sandbox of its own and a temporary folder for its files.
struct Demo: Sendable {
  let account: Account
  private let server: SandboxServer
  private let folder: String

  static func start(
    log: String?, timeoutSeconds: Int = ConnectionSettings.standardTimeout, in environment: AppEnvironment
  ) async throws -> Demo {
    let server = try await SandboxServer.start(
      SandboxConfiguration(port: 0, scenario: .demo, clock: environment.clock.now))
    do {
      let folder = try temporaryFolder(environment.variables)
      var environment = environment
      // The user's own config, secrets and pending creates are neither read nor written.
      environment.paths = Paths(home: environment.paths.home, allUnder: folder)
      guard let token = AccessToken(SandboxTokens.write) else { throw CommandExit(.internalError) }
      let connection = APIConnection(
        baseURL: try BaseURL(server.baseURL), token: token,
        timeout: .seconds(timeoutSeconds))
      let config = try secondCompany(at: connection.baseURL, environment.paths)
      let account = try Account(
        connection, given: ConnectionSettings(timeoutSeconds: timeoutSeconds), profile: nil, config: config, log: log,
        environment: environment, isDemo: true)
      return Demo(account: account, server: server, folder: folder)
    } catch {
      await server.stop()
      throw error
    }
  }

  func end() async {
    await account.client.shutDown()
    await server.stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// A second company, to switch to with `o`.
  private static func secondCompany(at baseURL: BaseURL, _ paths: Paths) throws -> Config {
    let file = Paths.join(paths.tokens, "beta.token")
    try FileReplacement.write(
      Array((SandboxTokens.secondWrite + "\n").utf8), to: file, replacing: false, unique: "demo")
    var profile = Config.Profile(name: "beta", baseURL: baseURL, token: .file(file))
    profile.color = ProfileColor.color("magenta")
    var config = Config.empty
    config.profiles = [profile]
    return config
  }

  private static func temporaryFolder(_ environment: [String: String]) throws(CommandExit) -> String {
    let parent = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    var template = Array(Paths.join(parent, "hooktop-demo-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw CommandExit(.inputOutput, "The demo's folder cannot be made in \(parent): \(SystemError.last.text).")
    }
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
