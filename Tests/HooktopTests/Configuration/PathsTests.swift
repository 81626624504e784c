import Testing

@testable import hooktop

@Suite("Where hooktop's files are")
struct PathsTests {
  @Test("The standard folders are below the home folder")
  func standard() throws {
    let paths = try Paths(environment: ["HOME": "/home/me"])
    #expect(paths.configFile == "/home/me/.config/hooktop/config.toml")
    #expect(paths.secrets == "/home/me/.local/share/hooktop/secrets")
    #expect(paths.creates == "/home/me/.local/state/hooktop/creates")
  }

  @Test("The XDG variables move them; a relative one counts as not set")
  func moved() throws {
    let paths = try Paths(environment: [
      "HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "",
    ])
    #expect(paths.config == "/c/hooktop")
    #expect(paths.data == "/h/.local/share/hooktop")
    #expect(paths.state == "/h/.local/state/hooktop")
  }

  @Test("Without HOME the account's home folder is taken")
  func account() throws {
    #expect(try Paths(environment: [:], accountHome: "/var/me").config == "/var/me/.config/hooktop")
  }

  @Test(
    "Without either it is said what to set; where no folder needs a home, none is missed", arguments: [nil, "", "me"])
  func noHome(home: String?) throws {
    var environment = ["XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s"]
    environment["HOME"] = home
    let problem = #expect(throws: ConfigurationProblem.self) { try Paths(environment: environment, accountHome: nil) }
    #expect(problem?.sentence.hasPrefix("HOME is not set, and this user has no home folder: set HOME") == true)
    environment["XDG_DATA_HOME"] = "/d"
    let paths = try Paths(environment: environment, accountHome: nil)
    #expect(paths.secrets == "/d/hooktop/secrets" && paths.display("/d/x") == "/d/x")
    #expect(throws: PathProblem.noHome("~/x")) { try paths.absolute("~/x", from: "/w") }
  }

  @Test("Where the working folder was removed a relative path leads nowhere, least of all to the root folder")
  func noWorkingFolder() throws {
    let paths = try Paths(environment: ["HOME": "/home/me"])
    #expect(throws: PathProblem.noWorkingFolder("x.secret")) { try paths.absolute("x.secret", from: nil) }
    #expect(try paths.absolute("/x.secret", from: nil) == "/x.secret")
    #expect(try paths.absolute("~/x.secret", from: nil) == "/home/me/x.secret")
  }

  @Test("~ stands for the home folder both ways, and for nothing else")
  func tilde() throws {
    let paths = try Paths(environment: ["HOME": "/home/me"])
    #expect(try paths.absolute("~/a", from: "/x") == "/home/me/a")
    #expect(try paths.absolute("b/c", from: "/x") == "/x/b/c")
    #expect(try paths.absolute("/d", from: "/x") == "/d")
    #expect(paths.display("/home/me/a") == "~/a")
    #expect(paths.display("/home/me") == "~")
    #expect(paths.display("/home/meg/a") == "/home/meg/a")
  }
}
