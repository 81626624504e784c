import FintoroSandbox
import Foundation
import TestSupport
import Testing

extension ExtraToolTests {
  @Suite("Over mosh", .serialized, .needs(.mosh))
  struct Mosh {
    @Test("The board shows the same as in the terminal itself, keys work, and the shell is left as it was found")
    func session() async throws {
      try await withSandbox { server in
        let home = try Home()
        let environment = home.environment(at: server.baseURL)
        let near = try await TmuxSession([hooktop], environment: environment, size: small)
        try await near.openKeysPage()
        let terminal = try await MoshSession.open(environment: environment)
        try await terminal.type("stty -a > $HOME/before; $HOOKTOP\n")
        try await terminal.waitFor("ERP sync")
        try await terminal.openKeysPage()
        // Of the page's own rows, because the header has the age of the list.
        let rows = try await near.screen().rowsBelowHeader
        try await terminal.waitFor("the page of keys as tmux draws it") { $0.rowsBelowHeader == rows }

        try await terminal.press("Escape")
        try await terminal.waitFor("the first row selected") { $0.selectedRow != nil }
        let first = try await terminal.screen().selectedRow
        try await terminal.press("Down")
        try await terminal.waitFor("another row selected") { $0.selectedRow != nil && $0.selectedRow != first }
        try await terminal.press("n")
        try await terminal.waitFor("New subscription")
        try await terminal.paste("Nightly\nexport")
        try await terminal.waitFor("14 of 255")
        #expect(await server.posts().isEmpty)
        try await terminal.press("C-c")
        // What is typed while hooktop leaves is thrown away with its open answers; so wait for the shell.
        try await terminal.waitFor("the shell:")
        try await terminal.type("echo left with $?; stty -a > $HOME/after; echo $((40 + 2)) done\n")
        let left = try await terminal.waitFor("42 done")
        #expect(left.contains("left with 0"))
        #expect(try home.contents(of: home.path + "/after") == (try home.contents(of: home.path + "/before")))
        #expect(try await terminal.cursor() != nil)
        try await terminal.type("exit\n")
        _ = try await terminal.waitForExit()
      }
    }
  }
}

/// A shell behind a real `mosh-server`, which ends with it.
private enum MoshSession {
  static func open(environment: [String: String]) async throws -> TmuxSession {
    // What only mosh-server is told: it ends by itself when it has heard of no client for so many seconds.
    let variables = environment.merging(
      ["MOSH_SERVER_NETWORK_TMOUT": "60", "PS1": "the shell: ", "HOOKTOP": hooktop, "TERM": "xterm-256color"]
    ) { $1 }
    let started = try await ProcessRun.run(
      "mosh-server", ["new", "-i", "127.0.0.1", "-c", "256", "-l", "LANG=C.UTF-8", "--", "dash", "-i"],
      environment: variables)
    let told = try #require(
      started.standardOutput.firstMatch(of: /MOSH CONNECT (\d+) (\S+)/),
      "\(started.standardOutput + started.standardError)")
    let terminal = try await TmuxSession(
      ["mosh-client", "127.0.0.1", String(told.1)], environment: ["MOSH_KEY": String(told.2), "LANG": "C.UTF-8"],
      size: small)
    try await terminal.waitFor("the shell:")
    return terminal
  }
}

extension TmuxSession {
  /// From the list to a page that stays as it is.
  fileprivate func openKeysPage() async throws {
    try await waitFor("ERP sync")
    try await press("?")
    try await waitFor("Keys")
  }
}

extension String {
  fileprivate var rowsBelowHeader: [Substring] { Array(split(separator: "\n").dropFirst()) }
}
