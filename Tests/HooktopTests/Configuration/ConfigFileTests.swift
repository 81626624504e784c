import Files
import Glibc
import Testing
import TestSupport

@testable import hooktop

@Suite("The config file on disk")
struct ConfigFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("No file is an empty config")
  func absent() throws {
    #expect(try ConfigFile.read(folder.paths) == .empty)
  }

  @Test("What everybody may change is refused with the cure")
  func writable() throws {
    try folder.write("theme = \"dark\"\n", to: "config/config.toml", mode: 0o646)
    let error = #expect(throws: ConfigurationProblem.self) { try ConfigFile.read(folder.paths) }
    #expect(error?.sentence.contains("run `chmod o-w` on it") == true)
  }

  @Test("What is not text, or no file at all, is refused")
  func unreadable() throws {
    try folder.makeFolder("config")
    try folder.makeFolder("config/config.toml")
    let error = #expect(throws: ConfigurationProblem.self) { try ConfigFile.read(folder.paths) }
    #expect(error?.sentence == "~/config/config.toml: is not a file.")
    rmdir(folder.paths.configFile)
    let file = try OpenDescriptor(opening: folder.paths.configFile, O_WRONLY | O_CREAT, mode: 0o600)
    try file.overwrite([0x74, 0xFF, 0xFE])
    let second = #expect(throws: ConfigurationProblem.self) { try ConfigFile.read(folder.paths) }
    #expect(second?.sentence == "~/config/config.toml: is not UTF-8 text.")
  }
}
