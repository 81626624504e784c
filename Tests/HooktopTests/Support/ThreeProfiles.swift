import Dashboard
import Files
import FintoroSandbox
import TerminalUI
import TestSupport

@testable import hooktop

/// The whole program on a scripted terminal, with a config of three profiles: "acme" and "beta" at the sandbox, "gone"
/// at an address where nobody listens.
enum ThreeProfiles {
  struct Played: Sendable {
    var missed: String?
    var screens: [String]
  }

  static func account(
    _ server: SandboxServer, _ folder: TemporaryFolder, start: String
  ) async throws -> Account {
    try folder.write(SandboxTokens.write + "\n", to: "acme.token")
    try folder.write(SandboxTokens.secondWrite + "\n", to: "beta.token")
    if folder.text("config/config.toml") == nil {
      try folder.write(config(server, folder), to: "config/config.toml")
    }
    var environment = try AppEnvironment.system
    environment.paths = folder.paths
    environment.variables = [:]
    let config = try ConfigFile.read(folder.paths)
    let source = try ConnectionSource.resolve(
      .init(profile: start), environment: [:], config: config, paths: folder.paths)
    return try Account(
      try await source.connection(environment: [:], paths: folder.paths), profile: start, config: config, log: nil,
      environment: environment)
  }

  static func config(_ server: SandboxServer, _ folder: TemporaryFolder) -> String {
    let profiles = [("acme", server.baseURL), ("beta", server.baseURL), ("gone", "http://127.0.0.1:1/api")]
    return profiles.map { name, url in
      let token = name == "gone" ? "acme" : name
      return "[profiles.\(name)]\nbase_url = \"\(url)\"\ntoken_file = \"\(folder.join("\(token).token"))\"\n"
    }.joined(separator: "\n")
  }

  static func play(
    _ script: [ScriptedTerminal.Step], _ server: SandboxServer, _ folder: TemporaryFolder, start: String = "acme"
  ) async throws -> Played {
    try await play(script, DashboardSetup(account: try await account(server, folder, start: start), isDemo: false))
  }

  static func play(_ script: [ScriptedTerminal.Step], _ setup: DashboardSetup) async throws -> Played {
    let run = try DashboardRun(setup)
    return await BlockingWork.runOnOwnThread(named: "terminal") {
      let terminal = ScriptedTerminal(script)
      _ = run.loop(terminal, Inbox())
      return Played(missed: terminal.missed, screens: terminal.frames.map { FrameText.lines($0) })
    }
  }
}

/// The same config in a home folder, for the built program.
struct ProfilesHome {
  let server: SandboxServer
  let folder: TemporaryFolder

  static func run(_ body: (ProfilesHome) async throws -> Void) async throws {
    let server = try await SandboxServer.start(SandboxConfiguration())
    do {
      let folder = try TemporaryFolder()
      try folder.write(SandboxTokens.write + "\n", to: "acme.token")
      try folder.write(SandboxTokens.secondWrite + "\n", to: "beta.token")
      try folder.write(ThreeProfiles.config(server, folder), to: ".config/hooktop/config.toml")
      try await body(ProfilesHome(server: server, folder: folder))
      await server.stop()
    } catch {
      await server.stop()
      throw error
    }
  }

  func hooktop(_ arguments: [String], input: String = "") async throws -> ProcessRun {
    try await ProcessRun.run(BuiltProduct.path("hooktop"), arguments, environment: ["HOME": folder.path], input: input)
  }
}
