import FintoroSandbox
import Foundation
import Glibc
import TestSupport
import Testing

/// What a program finds that was not started from a shell by hand.
@Suite("A program that is started in an odd way", .serialized)
struct ProcessStartTests {
  /// Runs a line of a shell, in which `$H` is the program.
  private func shell(
    _ line: String, at server: SandboxServer, _ home: Home, _ shell: String = "/bin/sh"
  ) async throws -> ProcessRun {
    let variables = home.environment(at: server.baseURL).merging(["H": hooktop]) { $1 }
    return try await ProcessRun.run(shell, ["-c", line], environment: variables)
  }

  @Test("With descriptors closed nothing is printed into files or connections", arguments: ["<&-", "2>&-", "<&- 2>&-"])
  func closed(_ closing: String) async throws {
    try await withSandbox { server in
      let run = try await shell("exec $H whoami \(closing)", at: server, try Home())
      #expect(run.exit == .exited(0) && run.standardOutput == "Acme s.r.o.\n", "\(run)")
    }
  }

  @Test("With standard output closed a command says so, and no secret is asked for that could not be printed")
  func closedOutput() async throws {
    try await withSandbox { server in
      let home = try Home()
      let run = try await shell("exec $H whoami >&-", at: server, home)
      #expect(run.exit == .exited(74) && run.standardError.contains("could not be written"), "\(run)")
      let create = "create --name N --url https://n.example.com/h --event invoices.paid"
      for command in [create, "rotate 801 --confirm 801", "pending --resume"] {
        let refused = try await shell("exec $H \(command) --secret-file - >&-", at: server, home)
        #expect(refused.exit == .exited(74), "\(command): \(refused)")
        #expect(refused.standardError.hasPrefix("Nothing was sent: standard output is closed"), "\(refused)")
      }
      #expect(await server.posts().isEmpty)
      #expect(home.names(in: home.creates).isEmpty)
    }
  }

  @Test("A secret that could not be printed is not lost", .enabled(if: access("/dev/full", W_OK) == 0))
  func fullOutput() async throws {
    try await withSandbox { server in
      let home = try Home()
      let create = "$H create --name N --url https://n.example.com/h --event invoices.paid"
      let printed = try await shell("exec \(create) --secret-file - >/dev/full", at: server, home)
      #expect(printed.exit == .exited(75), "\(printed)")
      #expect(home.names(in: home.creates).contains { $0.hasSuffix(".jsonl") })
      let resumed = try await shell("exec $H pending --resume --secret-file \(home.path)/n.secret", at: server, home)
      #expect(resumed.exit == .exited(0), "\(resumed)")
      let id = try #require(await server.subscriptionIDs(companyID: 15).max())
      #expect(try home.contents(of: home.path + "/n.secret") == (await server.secret(of: id)))
    }
  }

  @Test("With too few descriptors it says how many it needs; with just enough it works")
  func fewDescriptors() async throws {
    try await withSandbox { server in
      let home = try Home()
      let few = try await shell("ulimit -n 12; exec $H whoami", at: server, home)
      #expect(few.exit == .exited(74) && few.standardError.contains("ulimit -n"), "\(few)")
      let needed = try #require(few.standardError.split(separator: "`").last { $0.hasPrefix("ulimit") })
      let enough = try await shell("\(needed); exec $H list", at: server, home)
      #expect(enough.exit == .exited(0), "\(enough)")
    }
  }

  @Test("The log goes to what is open already", arguments: ["/dev/stderr", "/dev/fd/2"])
  func log(_ path: String) async throws {
    try await withSandbox { server in
      let run = try await shell("exec $H whoami --log \(path)", at: server, try Home())
      #expect(run.exit == .exited(0) && run.standardOutput == "Acme s.r.o.\n", "\(run)")
      #expect(run.standardError.contains("GET /whoami status=200"), "\(run)")
    }
  }

  @Test("The board refuses a log that would be written over it")
  func logOnScreen() async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try PseudoTerminal(
        hooktop, ["--log", "/dev/stderr"], environment: home.environment(at: server.baseURL))
      #expect(try await terminal.waitForExit() == .exited(74))
      try await terminal.waitForOutput("written over the board")
    }
  }

  @Test("A name that is not UTF-8 is refused, and nothing is asked")
  func notUTF8() async throws {
    try await withSandbox { server in
      let run = try await shell(
        "exec $H create --name \"$(printf 'a\\377b')\" --url https://n.example.com/h --event invoices.paid",
        at: server, try Home())
      #expect(run.exit == .exited(64) && run.standardError.contains("--name is not UTF-8"), "\(run)")
      #expect(await server.recordedRequests().isEmpty)
    }
  }

  @Test("A token comes from a shell's <( ), once", .enabled(if: access("/bin/bash", X_OK) == 0, "needs bash"))
  func processSubstitution() async throws {
    try await withSandbox { server in
      let home = try Home()
      let line = "unset HOOKTOP_TOKEN; HOOKTOP_TOKEN_FILE=<(echo \(SandboxTokens.write)) $H whoami"
      let run = try await shell(line, at: server, home, "/bin/bash")
      #expect(run.exit == .exited(0) && run.standardOutput == "Acme s.r.o.\n", "\(run)")
    }
  }

  @Test("The terminal's own size counts, whatever the shell hands on", arguments: ["99999999", "32767", "0", "5", "x"])
  func size(_ lines: String) async throws {
    try await withSandbox { server in
      let home = try Home()
      let variables = home.environment(at: server.baseURL).merging(["LINES": lines, "COLUMNS": lines]) { $1 }
      let terminal = try await TmuxSession([hooktop], environment: variables)
      try await terminal.waitFor("ERP sync")
      #expect(try await terminal.quit() == 0)
    }
  }
}
