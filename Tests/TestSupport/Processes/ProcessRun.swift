import Foundation
import Glibc
import TerminalUI

/// What a program did that ran to its end without a terminal.
public struct ProcessRun: Sendable {
  public var standardOutput: String
  public var standardError: String
  public var exit: ProcessExit

  /// Starts a program and waits for its end.
  /// - Parameters:
  ///   - path: of the program; one without a slash is looked up.
  ///   - environment: added to `TestEnvironment`, which has nothing of the developer's own.
  ///   - input: what it reads; nothing by default.
  ///   - deadline: after which it is killed and the run is a failure.
  public static func run(
    _ path: String, _ arguments: [String] = [], environment: [String: String] = [:], input: String = "",
    deadline: Duration = patience
  ) async throws -> ProcessRun {
    try await onOwnThread {
      try runBlocking(path, arguments, environment: environment, input: input, deadline: deadline)
    }
  }

  static func runBlocking(
    _ path: String, _ arguments: [String], environment: [String: String], input: String, deadline: Duration
  ) throws -> ProcessRun {
    let (feed, output, error) = (try Pipe(), try Pipe(), try Pipe())
    let child = try ChildProcess(
      path, arguments, environment: TestEnvironment.variables(environment),
      streams: [feed.readEnd, output.writeEnd, error.writeEnd])
    feed.closeReadEnd()
    output.closeWriteEnd()
    error.closeWriteEnd()
    let exchange = Exchange(child: child, feed: feed, output: output, error: error, input: Array(input.utf8))
    let exit = try exchange.finish(
      by: ContinuousClock.now + deadline, name: ([path] + arguments).joined(separator: " "))
    return ProcessRun(
      standardOutput: String(decoding: exchange.written[0], as: UTF8.self),
      standardError: String(decoding: exchange.written[1], as: UTF8.self), exit: exit)
  }
}

/// The talk with a running program: feeds it and takes what it writes, both at once, so that neither waits for ever.
private final class Exchange {
  private let child: ChildProcess
  private let feed: Pipe
  private let sources: [Pipe]
  private var input: ArraySlice<UInt8>
  private(set) var written: [[UInt8]] = [[], []]

  init(child: ChildProcess, feed: Pipe, output: Pipe, error: Pipe, input: [UInt8]) {
    self.child = child
    self.feed = feed
    sources = [output, error]
    self.input = input[...]
  }

  func finish(by deadline: ContinuousClock.Instant, name: String) throws -> ProcessExit {
    while true {
      feedSome()
      for index in sources.indices { sources[index].readAll(into: &written[index]) }
      if let exit = child.exitIfEnded {
        // What it wrote last may have come after the look above.
        for index in sources.indices { sources[index].readAll(into: &written[index]) }
        return exit
      }
      let left = deadline - .now
      guard left > .zero else {
        child.send(signal: SIGKILL)
        throw TestFailure(
          "\(name) did not end in time; it wrote: \(written.map { String(decoding: $0, as: UTF8.self) })")
      }
      waitForSomething(atMost: left)
    }
  }

  private func feedSome() {
    if !input.isEmpty { input = input.dropFirst(feed.write(input)) }
    if input.isEmpty { feed.closeWriteEnd() }
  }

  private func waitForSomething(atMost time: Duration) {
    var all = sources.filter { !$0.isAtEnd }.map { pollfd(fd: $0.readEnd, events: Int16(POLLIN), revents: 0) }
    all.append(pollfd(fd: child.ended.descriptor, events: Int16(POLLIN), revents: 0))
    if !input.isEmpty { all.append(pollfd(fd: feed.writeEnd, events: Int16(POLLOUT), revents: 0)) }
    poll(&all, nfds_t(all.count), Int32(clamping: time.components.seconds * 1_000 + 1))
  }
}
