import Testing

@testable import hooktop

@Suite("Where hooktop's files are")
struct PathsTests {
  @Test("The standard folders are below the home folder")
  func standard() {
    let paths = Paths(environment: ["HOME": "/home/me"])
    #expect(paths.configFile == "/home/me/.config/hooktop/config.toml")
    #expect(paths.secrets == "/home/me/.local/share/hooktop/secrets")
    #expect(paths.creates == "/home/me/.local/state/hooktop/creates")
  }

  @Test("The XDG variables move them; a relative one counts as not set")
  func moved() {
    let paths = Paths(environment: [
      "HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "",
    ])
    #expect(paths.config == "/c/hooktop")
    #expect(paths.data == "/h/.local/share/hooktop")
    #expect(paths.state == "/h/.local/state/hooktop")
  }

  @Test("Without HOME the account's home folder is taken")
  func account() {
    #expect(Paths(environment: [:], accountHome: "/var/me").config == "/var/me/.config/hooktop")
  }

  @Test("~ stands for the home folder both ways, and for nothing else")
  func tilde() {
    let paths = Paths(environment: ["HOME": "/home/me"])
    #expect(paths.absolute("~/a", from: "/x") == "/home/me/a")
    #expect(paths.absolute("b/c", from: "/x") == "/x/b/c")
    #expect(paths.absolute("/d", from: "/x") == "/d")
    #expect(paths.display("/home/me/a") == "~/a")
    #expect(paths.display("/home/me") == "~")
    #expect(paths.display("/home/meg/a") == "/home/meg/a")
  }
}
