import Foundation
public import Glibc

/// A program that runs beside a test, without a terminal; what it writes goes into files.
public final class BackgroundProcess: Sendable {
  private let child: ChildProcess
  private let files: [String]

  /// - Parameters:
  ///   - environment: added to `TestEnvironment`, which has nothing of the developer's own.
  ///   - output: the path of the file that takes stdout; `.err` is added for stderr.
  public init(
    _ path: String, _ arguments: [String], environment: [String: String] = [:], output: String
  ) throws {
    files = [output, output + ".err"]
    let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
    let streams = [input] + files.map { open($0, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600) }
    defer { streams.forEach { close($0) } }
    child = try ChildProcess(
      path, arguments, environment: TestEnvironment.variables(environment), streams: streams)
  }

  deinit { child.send(signal: SIGKILL) }

  public var output: String { text(files[0]) }
  public var errors: String { text(files[1]) }
  public var id: pid_t { child.id }
  /// Nil while it runs.
  public var exit: ProcessExit? { child.exitIfEnded }

  private func text(_ file: String) -> String { (try? String(contentsOfFile: file, encoding: .utf8)) ?? "" }

  public func send(signal number: Int32) { child.send(signal: number) }

  /// Waits until it has ended.
  public func waitForExit(within time: Duration = patience) async throws -> ProcessExit {
    try await wait("its end", within: time) { exit != nil }
    return try exit ?? { throw TestFailure("it has not ended") }()
  }

  /// Waits for something that the program does, or fails with what it has written.
  public func wait(
    _ what: String, within time: Duration = patience, for isSo: () async throws -> Bool
  ) async throws {
    let deadline = ContinuousClock.now + time
    while try await !isSo() {
      guard ContinuousClock.now < deadline else { throw TestFailure("no \(what): \(output)\(errors)") }
      // Files tell nobody that they have grown.
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
