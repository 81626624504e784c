import Foundation
import Synchronization
public import TerminalUI

/// A program on a screen that tmux draws, on a server of its own.
public final class TmuxSession: Sendable {
  private static let lastNumber = Atomic<Int>(0)
  /// Where the server listens.
  private let socket: String

  /// - Parameters:
  ///   - command: the program and its arguments.
  ///   - environment: added to `TestEnvironment`.
  public init(
    _ command: [String], environment: [String: String] = [:], size: Size = Size(columns: 80, rows: 24),
    term: String = "tmux-256color"
  ) async throws {
    let number = Self.lastNumber.add(1, ordering: .relaxed).newValue
    socket = "/tmp/tmux-test-\(ProcessInfo.processInfo.processIdentifier)-\(number)"
    // With `env` before it the command has more than one word, and tmux starts it without a shell.
    let words = ["env"] + environment.map { "\($0)=\($1)" } + command
    try await tmux(
      ["start-server", ";", "set-option", "-g", "remain-on-exit", "on"]
        + [";", "set-option", "-g", "default-terminal", term, ";", "set-option", "-g", "status", "off"]
        + [";", "set-option", "-g", "escape-time", "0"]
        + [";", "new-session", "-d", "-x", "\(size.columns)", "-y", "\(size.rows)", "--"] + words)
  }

  deinit {
    _ = try? ProcessRun.runBlocking(
      "tmux", ["-S", socket, "kill-server"], environment: [:], input: "", deadline: patience)
    try? FileManager.default.removeItem(atPath: socket)
  }

  /// Presses keys by tmux' names: `Enter`, `Escape`, `Up`, `C-c`, `BTab`, `n`.
  public func press(_ keys: String...) async throws {
    try await tmux(["send-keys", "--"] + keys)
  }

  /// Types a text as it is.
  public func type(_ text: String) async throws {
    try await tmux(["send-keys", "-l", "--", text])
  }

  /// Pastes a text, marked as a paste if the program asked for that.
  public func paste(_ text: String) async throws {
    try await tmux(["set-buffer", "-b", "pasted", "--", text, ";", "paste-buffer", "-p", "-b", "pasted"])
  }

  public func resize(_ size: Size) async throws {
    try await tmux(["resize-window", "-x", "\(size.columns)", "-y", "\(size.rows)"])
  }

  /// The screen as text, row by row without trailing blanks.
  public func screen() async throws -> String {
    try await tmux(["capture-pane", "-p"])
  }

  /// The screen with every cell's looks, as sequences that a terminal obeys, rows whole.
  public func styledScreen() async throws -> String {
    try await tmux(["capture-pane", "-p", "-e", "-N"])
  }

  /// Where the cursor is, nil when it is hidden.
  public func cursor() async throws -> Frame.Position? {
    let parts = try await tmux(["display-message", "-p", "#{cursor_flag} #{cursor_x} #{cursor_y}"])
      .split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    guard parts.count == 3, parts[0] == 1 else { return nil }
    return Frame.Position(column: parts[1], row: parts[2])
  }

  /// Whether the program shows its own second screen.
  public func isOnAlternateScreen() async throws -> Bool {
    try await tmux(["display-message", "-p", "#{alternate_on}"]).hasPrefix("1")
  }

  /// The exit status once the program has ended, as a shell gives it (128 and the signal's number for a signal), nil
  /// before.
  public func exitStatus() async throws -> Int32? {
    let format = "#{pane_dead},#{pane_dead_status},#{pane_dead_signal}"
    let parts = try await tmux(["display-message", "-p", format])
      .trimmingCharacters(in: .whitespacesAndNewlines).split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "1" else { return nil }
    if let status = Int32(parts[1]) ?? Int32(parts[2]).map({ 128 + $0 }) { return status }
    // A program is dead for tmux when its terminal is closed. How it ended tmux may have missed; the end of another
    // program makes it look again.
    try await tmux(["run-shell", "true"])
    return nil
  }

  /// Waits until a text stands on the screen.
  /// - Returns: the screen then.
  @discardableResult
  public func waitFor(_ text: String, within time: Duration = patience) async throws -> String {
    try await waitFor("the text \(text.debugDescription)", within: time) { $0.contains(text) }
  }

  /// Waits until the screen is as wanted.
  /// - Parameter what: what is waited for, for the failure.
  @discardableResult
  public func waitFor(
    _ what: String, within time: Duration = patience, until isWanted: (String) -> Bool
  ) async throws -> String {
    let deadline = ContinuousClock.now + time
    while true {
      let screen = try await screen()
      if isWanted(screen) { return screen }
      guard ContinuousClock.now < deadline else { throw TestFailure("never saw \(what); the screen was:\n\(screen)") }
      // Another process draws: there is nothing to be woken by.
      try await Task.sleep(for: .milliseconds(30))
    }
  }

  /// Waits for the program's end.
  public func waitForExit(within time: Duration = patience) async throws -> Int32 {
    let deadline = ContinuousClock.now + time
    while true {
      if let status = try await exitStatus() { return status }
      guard ContinuousClock.now < deadline else {
        throw TestFailure("the program did not end; the screen was:\n\(try await screen())")
      }
      try await Task.sleep(for: .milliseconds(30))
    }
  }

  @discardableResult
  private func tmux(_ arguments: [String]) async throws -> String {
    let run = try await ProcessRun.run("tmux", ["-S", socket, "-f", "/dev/null"] + arguments)
    guard run.exit == .exited(0) else {
      throw TestFailure("tmux \(arguments.joined(separator: " ")): \(run.exit), \(run.standardError)")
    }
    return run.standardOutput
  }
}
