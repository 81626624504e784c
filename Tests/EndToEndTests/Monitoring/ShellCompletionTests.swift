import FintoroSandbox
import Foundation
import TestSupport
import Testing

extension ExtraToolTests {
  @Suite("Completions in the real shells", .serialized) struct ShellCompletionTests {
    /// A home with a profile whose list was kept, with names that a shell must never read.
    private func prepared() async throws -> Home {
      let home = try Home()
      try home.write(SandboxTokens.write + "\n", to: home.path + "/token")
      let bin = home.path + "/bin"
      try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(atPath: bin + "/hooktop", withDestinationPath: hooktop)
      try await withSandbox { server in
        try home.write(
          "[profiles.prod]\nbase_url = \"\(server.baseURL)\"\ntoken_file = \"\(home.path)/token\"\n",
          to: home.configFile)
        for name in ["$(touch \(home.path)/owned)", "`touch \(home.path)/owned`", "a'b\"c;d"] {
          let made = try await ProcessRun.run(
            hooktop, ["create", "--url", "https://erp.acme.sk/h", "--event", "invoices.paid", "--name", name],
            environment: home.environment)
          #expect(made.exit == .exited(0), "\(made.standardError)")
        }
        #expect(try await ProcessRun.run(hooktop, ["list"], environment: home.environment).exit == .exited(0))
      }
      return home
    }

    private func script(_ shell: String, _ home: Home) async throws -> String {
      let run = try await ProcessRun.run(
        hooktop, ["--generate-completion-script", shell], environment: home.environment)
      #expect(run.exit == .exited(0))
      let file = home.path + "/completion.\(shell)"
      try home.write(run.standardOutput, to: file)
      return file
    }

    private func environment(_ home: Home) -> [String: String] {
      home.environment.merging(["PATH": "\(home.path)/bin:/usr/bin:/bin"]) { $1 }
    }

    @Test("bash offers ids, states and profiles of the last list, and runs nothing of a name")
    func bash() async throws {
      let home = try await prepared()
      let file = try await script("bash", home)
      func offers(_ words: [String]) async throws -> [String] {
        let line = words.joined(separator: " ")
        let code = """
          source \(file); COMP_WORDS=(\(words.map { $0.isEmpty ? "''" : $0 }.joined(separator: " "))); COMP_CWORD=\(words.count - 1)
          COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}; _hooktop hooktop '\(words[words.count - 1])' '\(words[words.count - 2])'; printf '%s\\n' "${COMPREPLY[@]}"
          """
        let run = try await ProcessRun.run("bash", ["-c", code], environment: environment(home))
        return run.standardOutput.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      }
      #expect(try await offers(["hooktop", "show", "80"]).contains("801"))
      #expect(try await offers(["hooktop", "list", "--profile", ""]).contains("prod"))
      #expect(try await offers(["hooktop", "delete", "801", "--confirm", ""]).contains("801"))
      #expect(!FileManager.default.fileExists(atPath: home.path + "/owned"))
    }

    @Test("fish offers ids of the last list, and runs nothing of a name", .needs(.fish))
    func fish() async throws {
      let home = try await prepared()
      let file = try await script("fish", home)
      // A shell each: Ctrl-C over offers takes them away, or the line as well, by what fish is at just then.
      for (line, offer) in [("hooktop show 80", "809"), ("hooktop delete 801 --confirm ", "810")] {
        let terminal = try await TmuxSession(
          ["fish", "--no-config", "-C", "function fish_prompt; echo 'the shell: '; end; source \(file)"],
          environment: environment(home), size: small)
        try await terminal.waitFor("the shell:")
        try await terminal.type(line + "\t")
        try await terminal.waitFor(offer)
      }
      #expect(!FileManager.default.fileExists(atPath: home.path + "/owned"))
    }

    @Test("zsh reads the script, and what hooktop offers it is safe", .needs(.zsh))
    func zsh() async throws {
      let home = try await prepared()
      let file = try await script("zsh", home)
      let terminal = try await TmuxSession(
        ["zsh", "-f", "-i"], environment: environment(home).merging(["PS1": "the shell: "]) { $1 }, size: small)
      try await terminal.waitFor("the shell:")
      try await terminal.type(
        "autoload -U compinit && compinit -u -D && source \(file) && compdef _hooktop hooktop; echo ready\n")
      try await terminal.waitFor("ready")
      try await terminal.type("hooktop show 80\t\t")
      try await terminal.waitFor("809")
      #expect(!FileManager.default.fileExists(atPath: home.path + "/owned"))
    }
  }
}
