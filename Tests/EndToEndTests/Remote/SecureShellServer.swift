import Foundation
import TerminalUI
import TestSupport

/// A real sshd on loopback with a port, keys and a folder of its own, ended with the value.
final class SecureShellServer: Sendable {
  private let folder: TemporaryFolder
  private let port: HeldPort
  private let daemon: PseudoTerminal

  /// - Parameter silentSeconds: after how long without an answer a client counts as gone.
  static func start(silentSeconds: Int = 60) async throws -> SecureShellServer {
    let folder = try TemporaryFolder()
    for key in ["host", "user"] {
      let made = try await ProcessRun.run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", folder.join(key)])
      guard made.exit == .exited(0) else { throw TestFailure("no key: \(made.standardError)") }
    }
    let server = try SecureShellServer(folder, silentSeconds: silentSeconds)
    try await server.daemon.waitForOutput("Server listening on")
    return server
  }

  private init(_ folder: TemporaryFolder, silentSeconds: Int) throws {
    self.folder = folder
    port = try HeldPort()
    let config = try folder.write(
      """
      ListenAddress 127.0.0.1
      Port \(port.number)
      HostKey \(folder.join("host"))
      AuthorizedKeysFile \(folder.join("user.pub"))
      PidFile none
      StrictModes no
      UsePAM no
      PermitRootLogin prohibit-password
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      PrintLastLog no
      ClientAliveInterval 1
      ClientAliveCountMax \(silentSeconds)

      """, to: "sshd_config")
    // sshd of root refuses to run without this folder, which Debian makes when the service starts.
    if geteuid() == 0 { mkdir("/run/sshd", 0o755) }
    guard let sshd = ExtraTool.path("sshd") else { throw TestFailure("there is no sshd") }
    daemon = try PseudoTerminal(sshd, ["-D", "-e", "-f", config])
  }

  /// Logs in and runs a program on a terminal, as `ssh -t host program` does.
  /// - Parameter processFile: gets the program's process id.
  func run(
    _ program: String, environment: [String: String], processFile: String, size: Size = small
  ) throws -> PseudoTerminal {
    let variables = TestEnvironment.variables(environment).map { quoted("\($0)=\($1)") }.sorted()
    let command = "echo $$ > \(quoted(processFile)); exec env \(variables.joined(separator: " ")) \(quoted(program))"
    return try PseudoTerminal("ssh", options + ["-tt", "127.0.0.1", command], size: size)
  }

  private var options: [String] {
    [
      "-F", "none", "-p", String(port.number), "-i", folder.join("user"), "-e", "none", "-o", "IdentitiesOnly=yes",
      "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=\(folder.join("known_hosts"))",
      "-o", "LogLevel=ERROR",
    ]
  }

  private func quoted(_ word: String) -> String { "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'" }
}
