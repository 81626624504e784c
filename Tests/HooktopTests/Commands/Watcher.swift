import FintoroSandbox
import Foundation
import Glibc
import TestSupport
import Testing

/// A watcher of the sandbox that asks every second.
struct Watcher {
  let sandbox: RunningSandbox
  let process: BackgroundProcess

  init(_ sandbox: RunningSandbox, _ arguments: [String] = [], environment: [String: String] = [:]) throws {
    self.sandbox = sandbox
    process = try BackgroundProcess(
      BuiltProduct.path("hooktop"), ["watch", "--interval", "1s"] + arguments,
      environment: sandbox.account.merging(["HOME": sandbox.folder.path]) { $1 }.merging(environment) { $1 },
      output: sandbox.folder.join("lines"))
  }

  /// The lines so far, of all watchers of this sandbox.
  var lines: [[String: Any]] {
    process.output.split(separator: "\n").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  func waitForLine(_ what: String, _ isIt: ([String: Any]) -> Bool) async throws {
    try await process.wait(what) { lines.contains(where: isIt) }
  }

  func stop() async throws {
    process.send(signal: SIGTERM)
    #expect(try await process.waitForExit() == .exited(143))
  }

  static func isLine(_ transition: String, _ id: Int? = nil) -> ([String: Any]) -> Bool {
    { $0["transition"] as? String == transition && (id == nil || $0["subscription"] as? Int == id) }
  }
}

extension RunningSandbox {
  /// Changes 806 as a person would, elsewhere.
  func change(_ command: String) async throws {
    let run = try await hooktop([command, "806"])
    guard run.exit == .exited(0) else { throw TestFailure("\(command): \(run.standardError)") }
  }

  func waitForMoreRequests(_ count: Int) async throws {
    let wanted = await server.recordedRequests().count + count
    let deadline = ContinuousClock.now + patience
    while await server.recordedRequests().count < wanted {
      guard ContinuousClock.now < deadline else { throw TestFailure("no more requests came") }
      // The sandbox tells nobody what arrives.
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
