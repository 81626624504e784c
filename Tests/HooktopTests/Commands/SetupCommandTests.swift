import FintoroSandbox
import Glibc
import TestSupport
import Testing

@testable import hooktop

@Suite("hooktop setup, run as a person runs it")
struct SetupCommandTests {
  func terminal(_ sandbox: RunningSandbox, _ arguments: [String] = []) throws -> PseudoTerminal {
    try PseudoTerminal(
      BuiltProduct.path("hooktop"), ["setup"] + arguments, environment: ["HOME": sandbox.folder.path])
  }

  @Test("At a terminal it asks, hides the token, shows the company and keeps the account")
  func asks() async throws {
    try await RunningSandbox.run { sandbox in
      let terminal = try terminal(sandbox)
      try await terminal.waitForOutput("Profile name [default]: ")
      terminal.send("acme\n")
      try await terminal.waitForOutput("Base URL [https://app.fintoro.sk/api/public/v1]: ")
      terminal.send(sandbox.server.baseURL + "\n")
      try await terminal.waitForOutput("API token (not shown): ")
      #expect(!terminal.settings.echoes)
      terminal.send(SandboxTokens.write + "\n")
      try await terminal.waitForOutput("Acme s.r.o.")
      #expect(try await terminal.waitForExit() == .exited(0))
      #expect(terminal.settings == terminal.settingsBefore)
      #expect(!terminal.outputText.contains(SandboxTokens.write))

      let token = sandbox.folder.join(".config/hooktop/tokens/acme.token")
      #expect(mode(token) == 0o600)
      let list = try await sandbox.hooktop(["whoami"], environment: [:])
      #expect(list.standardOutput == "Acme s.r.o.\n")
    }
  }

  @Test("A token that is none, or is refused, is asked for again; at the end stands what was found and what comes next")
  func askedAgain() async throws {
    try await RunningSandbox.run { sandbox in
      let terminal = try terminal(sandbox, ["--profile", "acme", "--base-url", sandbox.server.baseURL])
      // What is typed before a question hides it is thrown away.
      var seen = 0
      for (token, answer) in [("", "its first line is empty"), ("wrong", "The token was refused (401)")] {
        seen = try await terminal.waitForOutput("API token (not shown): ", from: seen)
        terminal.send(token + "\n")
        seen = try await terminal.waitForOutput(answer, from: seen)
      }
      try await terminal.waitForOutput("API token (not shown): ", from: seen)
      terminal.send(SandboxTokens.write + "\n")
      try await terminal.waitForOutput("may list  11 subscriptions")
      try await terminal.waitForOutput("Next: `hooktop` opens the board.")
      #expect(try await terminal.waitForExit() == .exited(0))
      #expect(sandbox.folder.text(".config/hooktop/tokens/acme.token") == SandboxTokens.write + "\n")
    }
  }

  @Test("A profile that is there already and a base URL that is none are told at once, and asked for again")
  func earlyRefusals() async throws {
    try await RunningSandbox.run { sandbox in
      try sandbox.folder.write(
        "[profiles.acme]\nbase_url = \"https://a.example\"\ntoken_file = \"/nowhere/acme.token\"\n",
        to: ".config/hooktop/config.toml")
      let terminal = try terminal(sandbox)
      try await terminal.waitForOutput("Profile name [default]: ")
      terminal.send("acme\n")
      var seen = try await terminal.waitForOutput("exists already")
      seen = try await terminal.waitForOutput("Profile name [default]: ", from: seen)
      terminal.send("beta\n")
      seen = try await terminal.waitForOutput("Base URL [https://app.fintoro.sk/api/public/v1]: ", from: seen)
      terminal.send("ftp://foo\n")
      try await terminal.waitForOutput("Base URL [https://app.fintoro.sk/api/public/v1]: ", from: seen)
      terminal.send(sandbox.server.baseURL + "\n")
      try await terminal.waitForOutput("API token (not shown): ")
      terminal.send("\u{03}")
      #expect(try await terminal.waitForExit() == .exited(130))
    }
  }

  @Test("Ctrl-C while the token is typed gives the terminal's echo back and leaves nothing")
  func interrupted() async throws {
    try await RunningSandbox.run { sandbox in
      let terminal = try terminal(sandbox, ["--profile", "acme", "--base-url", sandbox.server.baseURL])
      try await terminal.waitForOutput("API token (not shown): ")
      terminal.send("half a tok\u{03}")
      #expect(try await terminal.waitForExit() == .exited(130))
      #expect(terminal.settings == terminal.settingsBefore)
      #expect(sandbox.folder.everything == [])
    }
  }

  @Test("A token that is refused is not kept")
  func refused() async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(
        ["setup", "--token-stdin", "--base-url", sandbox.server.baseURL], environment: [:], input: "wrong\n")
      #expect(run.exit == .exited(77))
      #expect(run.standardError.contains("The token was refused (401) by 127.0.0.1, and nothing was kept"))
      #expect(sandbox.folder.everything == [])
    }
  }

  @Test("A token that may not list is kept, and it is said plainly what that means and what to do")
  func mayNotList() async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(
        ["setup", "--token-stdin", "--base-url", sandbox.server.baseURL, "--profile", "acme"], environment: [:],
        input: SandboxTokens.read + "\n")
      #expect(run.exit == .exited(0))
      #expect(run.standardOutput.contains("company   Acme s.r.o.\nmay list  nothing\n"))
      #expect(run.standardError.contains("refuses the list of subscriptions with this token (403)"))
      #expect(run.standardError.contains("`hooktop setup --profile acme --replace`"))
      #expect(sandbox.folder.text(".config/hooktop/tokens/acme.token") == SandboxTokens.read + "\n")
    }
  }

  @Test("A list that fails for another reason leaves open whether the token may ask for it")
  func listNotTried() async throws {
    let faults = [try Fault("503 GET /webhook-subscriptions")]
    try await RunningSandbox.run(SandboxConfiguration(faults: faults)) { sandbox in
      let run = try await sandbox.hooktop(
        ["setup", "--token-stdin", "--base-url", sandbox.server.baseURL], environment: [:],
        input: SandboxTokens.write + "\n")
      #expect(run.exit == .exited(0))
      #expect(run.standardError.contains("is not known yet") && run.standardError.contains("(503)"))
    }
  }

  @Test("A scheme is never written with a capital")
  func clearText() async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(
        ["setup", "--token-stdin", "--base-url", "http://api.example/v1"], environment: [:], input: "abc\n")
      #expect(run.exit == .exited(64))
      #expect(run.standardError.hasPrefix("The base URL starts with http:// and would send the token in the clear"))
    }
  }

  @Test("A script pipes the token in, and an account that is there stays")
  func piped() async throws {
    try await RunningSandbox.run { sandbox in
      let arguments = ["setup", "--token-stdin", "--base-url", sandbox.server.baseURL]
      let run = try await sandbox.hooktop(arguments, environment: [:], input: SandboxTokens.write + "\n")
      #expect(run.exit == .exited(0))
      #expect(run.standardOutput.contains("company   Acme s.r.o.\nmay list  11 subscriptions\n"))
      #expect(run.standardError == "")

      let again = try await sandbox.hooktop(arguments, environment: [:], input: SandboxTokens.secondWrite + "\n")
      #expect(again.exit == .exited(78))
      #expect(again.standardError.contains("exists already in ~/.config/hooktop/config.toml"))
      #expect(sandbox.folder.text(".config/hooktop/tokens/default.token") == SandboxTokens.write + "\n")

      let replaced = try await sandbox.hooktop(
        arguments + ["--replace"], environment: [:], input: SandboxTokens.secondWrite + "\n")
      #expect(replaced.exit == .exited(0))
      #expect(sandbox.folder.text(".config/hooktop/tokens/default.token") == SandboxTokens.secondWrite + "\n")
    }
  }

  @Test("A profile that is replaced stays at its address unless another one is named")
  func ownAddress() async throws {
    try await ProfilesHome.run { home in
      let setup = ["setup", "--profile", "beta", "--replace", "--token-stdin"]
      let run = try await home.hooktop(setup, input: SandboxTokens.secondWrite + "\n")
      #expect(run.exit == .exited(0), "\(run)")
      #expect(try await home.hooktop(["whoami", "--profile", "beta"]).exit == .exited(0))
    }
  }

  @Test("It pins the profile to its company: a token of another one that comes later writes nothing")
  func pins() async throws {
    try await RunningSandbox.run { sandbox in
      let arguments = ["setup", "--token-stdin", "--base-url", sandbox.server.baseURL, "--profile", "acme"]
      let setup = try await sandbox.hooktop(arguments, environment: [:], input: SandboxTokens.write + "\n")
      #expect(setup.exit == .exited(0))
      let other = try #require(await sandbox.server.subscriptionIDs(companyID: 16).first)
      let disable = ["disable", String(other), "--profile", "acme"]
      try sandbox.folder.write(SandboxTokens.secondWrite + "\n", to: ".config/hooktop/tokens/acme.token")
      let refused = try await sandbox.hooktop(disable, environment: [:])
      #expect(refused.exit == .exited(77) && refused.standardError.contains("this profile was pinned to Acme"))

      // Another company's token is a person's choice only once it is said so.
      let replaced = try await sandbox.hooktop(
        arguments + ["--replace"], environment: [:], input: SandboxTokens.secondWrite + "\n")
      #expect(replaced.exit == .exited(0) && replaced.standardError.contains("hooktop whoami --pin"))
      #expect(try await sandbox.hooktop(disable, environment: [:]).exit == .exited(77))
      #expect(try await sandbox.hooktop(["whoami", "--pin", "--profile", "acme"], environment: [:]).exit == .exited(0))
      #expect(try await sandbox.hooktop(disable, environment: [:]).exit == .exited(0))
    }
  }

  @Test("whoami pins a profile that is pinned to none yet; one that is read-only needs no pin")
  func whoamiPins() async throws {
    try await ProfilesHome.run { home in
      let other = try #require(await home.server.subscriptionIDs(companyID: 16).first)
      #expect(try await home.hooktop(["whoami", "--profile", "acme"]).standardOutput == "Acme s.r.o.\n")
      try home.folder.write(SandboxTokens.secondWrite + "\n", to: "acme.token")
      #expect(try await home.hooktop(["whoami", "--profile", "acme"]).exit == .exited(0))
      let refused = try await home.hooktop(["disable", String(other), "--profile", "acme"])
      #expect(refused.exit == .exited(77) && refused.standardError.contains("this profile was pinned to Acme"))
    }
    try await ProfilesHome.run { home in
      let config = try #require(home.folder.text(".config/hooktop/config.toml"))
      let readOnly = config.replacing("[profiles.acme]\n", with: "[profiles.acme]\nread_only = true\n")
      try home.folder.write(readOnly, to: ".config/hooktop/config.toml")
      #expect(try await home.hooktop(["whoami", "--profile", "acme"]).exit == .exited(0))
      #expect(home.folder.text(".local/state/hooktop/companies.json") == nil)
    }
  }

  @Test("A token file that is missing is made again for its own profile")
  func missingTokenFile() async throws {
    try await ProfilesHome.run { home in
      unlink(home.folder.join("beta.token"))
      let run = try await home.hooktop(["list", "--profile", "beta"])
      #expect(run.exit == .exited(78))
      #expect(
        run.standardError.hasSuffix("it does not exist. Run `hooktop setup --profile beta --replace` to make one.\n"))
    }
  }

  @Test("A profile that was named and is not there yet is made by its own name")
  func noProfiles() async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(["list", "--profile", "beta"], environment: [:])
      #expect(run.exit == .exited(78))
      #expect(run.standardError.hasSuffix("(there are none yet; `hooktop setup --profile beta` makes one).\n"))
    }
  }

  @Test("Without a terminal and without --token-stdin it is a usage error")
  func noTerminal() async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(["setup"], environment: [:], input: "abc\n")
      #expect(run.exit == .exited(64))
      #expect(run.standardError.contains("--token-stdin"))
    }
  }

  @Test("A folder that others may write in never gets a token")
  func openFolder() async throws {
    try await RunningSandbox.run { sandbox in
      try sandbox.folder.makeFolder("open", mode: 0o777)
      let run = try await sandbox.hooktop(
        ["setup", "--token-stdin", "--base-url", sandbox.server.baseURL],
        environment: ["XDG_CONFIG_HOME": sandbox.folder.join("open")], input: SandboxTokens.write + "\n")
      #expect(run.exit == .exited(74))
      #expect(run.standardError.contains("chmod go-w ~/open"))
      #expect(sandbox.folder.everything == ["open"])
    }
  }
}
