import Foundation
import TestSupport

/// A process that is no child of the tests.
struct RemoteProcess {
  let id: Int32

  /// - Parameter file: where the process has written its number.
  init(file: String) throws {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    guard let id = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw TestFailure("no process id in \(text)")
    }
    self.id = id
  }

  /// The process that started it.
  var parent: Int32? { status.count > 1 ? Int32(status[1]) : nil }

  /// An ended process stays until its parent has asked for it, which nobody may do.
  var isEnded: Bool { status.first.map { $0 == "Z" || $0 == "X" } ?? true }

  func waitForEnd(within time: Duration = patience) async throws {
    let deadline = ContinuousClock.now + time
    while !isEnded {
      guard ContinuousClock.now < deadline else { throw TestFailure("process \(id) did not end") }
      // Nothing tells of the end of a process that somebody else has started.
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// What the system tells of it, from its state on; nothing once it is gone.
  private var status: [Substring] {
    guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8) else { return [] }
    // Behind the name, which may have blanks and brackets.
    return (text.split(separator: ")").last ?? "").split(separator: " ")
  }
}
