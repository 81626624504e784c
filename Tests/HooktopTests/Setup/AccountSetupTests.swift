import Files
import FintoroAPI
import Foundation
import Testing
import TestSupport

@testable import hooktop

@Suite("Keeping an account")
struct AccountSetupTests {
  let folder: TemporaryFolder
  let token: AccessToken

  init() throws {
    folder = try TemporaryFolder()
    token = try #require(AccessToken("abc123"))
  }

  func account(_ name: String, replacing: Bool = false) -> AccountSetup {
    AccountSetup(profile: name, baseURL: .production, isReplacing: replacing, paths: folder.paths)
  }

  @Test("The token goes into a file of its own, mode 0600 in a folder 0700, and the config names it")
  func keep() throws {
    try account("default").check()
    try account("default").save(token, unique: "x")
    #expect(folder.text("config/tokens/default.token") == "abc123\n")
    #expect(mode(folder.join("config/tokens/default.token")) == 0o600)
    #expect(mode(folder.join("config/tokens")) == 0o700)
    #expect(mode(folder.join("config")) == 0o700)
    #expect(folder.text("config/config.toml")?.contains("abc123") == false)

    let source = try ConnectionSource.resolve(
      .init(), environment: [:], config: try ConfigFile.read(folder.paths), paths: folder.paths)
    #expect(source.profile == "default")
    let file = folder.join("config/tokens/default.token")
    #expect(source.token == .stored(.file(file)))
    #expect(try TokenFile(file, paths: folder.paths).read() == token)
    #expect(folder.everything.filter { $0.hasSuffix(".x") } == [])
  }

  @Test("A profile or a token file that is there stays unless replacing was asked for")
  func replacing() throws {
    try account("prod").save(token, unique: "x")
    let before = folder.text("config/config.toml")
    #expect(throws: CommandExit.self) { try account("prod").check() }
    let new = try #require(AccessToken("new"))
    try account("prod", replacing: true).check()
    try account("prod", replacing: true).save(new, unique: "y")
    #expect(folder.text("config/tokens/prod.token") == "new\n")
    #expect(folder.text("config/config.toml") == before)

    try folder.write("old\n", to: "config/tokens/lonely.token")
    #expect(throws: FileReplacement.Problem.self) { try account("lonely").check() }
    #expect(throws: FileReplacement.Problem.self) { try account("lonely").save(new, unique: "z") }
    #expect(folder.text("config/tokens/lonely.token") == "old\n")
    #expect(folder.text("config/config.toml") == before)
  }

  @Test("A CA file that is asked for is kept, and stays and is used when the token is replaced without it")
  func caFile() throws {
    var first = account("prod")
    first.settings.caFile = "/etc/company.pem"
    try first.save(token, unique: "x")
    let second = account("prod", replacing: true)
    let config = try second.check()
    #expect(try second.source(token, environment: [:], config: config).settings.caFile == "/etc/company.pem")
    let variable = ["HOOKTOP_CA_FILE": "/other.pem"]
    #expect(try second.source(token, environment: variable, config: config).settings.caFile == "/other.pem")
    try second.save(token, unique: "y")
    #expect(try ConfigFile.read(folder.paths).profile(named: "prod")?.settings.caFile == "/etc/company.pem")
  }

  @Test("A broken config stops before a token is asked for")
  func brokenConfig() throws {
    try folder.write("nonsense\n", to: "config/config.toml")
    #expect(throws: ConfigurationProblem.self) { try account("a").check() }
  }

  @Test("A name that is no file name is refused", arguments: ["", "../x", "a b", ".", "č", "a/b", "x.y"])
  func names(_ name: String) {
    #expect(throws: CommandExit.self) { try account(name).check() }
  }

  @Test("A config that is a link elsewhere stays a link")
  func linked() throws {
    try folder.write("# dotfiles\n", to: "dotfiles/hooktop.toml")
    try folder.makeFolder("config")
    try FileManager.default.createSymbolicLink(
      atPath: folder.paths.configFile, withDestinationPath: folder.join("dotfiles/hooktop.toml"))
    try account("a").save(token, unique: "x")
    #expect(folder.text("dotfiles/hooktop.toml")?.contains("[profiles.a]") == true)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.paths.configFile)
        == folder.join("dotfiles/hooktop.toml"))
  }
}
