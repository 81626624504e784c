import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import TestSupport

@testable import hooktop

/// The files that a former hooktop left, copied into a folder of the test's own, with that folder as their home.
struct RecordedHome {
  let folder: TemporaryFolder

  private static let recordedPort = 8_095
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Recorded")

  /// - Parameter port: where a sandbox listens that is to answer for the recorded one.
  init(_ version: String = "v1", port: Int = recordedPort) throws {
    folder = try TemporaryFolder()
    let paths = folder.paths
    let places = [
      ("127.0.0.1:\(Self.recordedPort)", "127.0.0.1:\(port)"), ("/home/ana/.config/hooktop", paths.config),
      ("/home/ana/.local/share/hooktop", paths.data), ("/home/ana/.local/state/hooktop", paths.state),
      ("/home/ana", folder.path),
    ]
    let source = Self.root.appendingPathComponent(version)
    for name in try FileManager.default.subpathsOfDirectory(atPath: source.path) {
      let file = source.appendingPathComponent(name)
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      // As an address stands in the name of a file of drafts.
      let name = name.replacingOccurrences(of: "%3A\(Self.recordedPort)", with: "%3A\(port)")
      try folder.write(places.reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }, to: name)
    }
  }

  var paths: Paths { folder.paths }

  /// What people wrote, which was read as well.
  static func byHand(_ name: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent("by-hand/\(name)"), encoding: .utf8)
  }

  /// The entries of the journal by the names of what they make.
  func entries() async throws -> [String: PendingCreate] {
    var entries: [String: PendingCreate] = [:]
    for listed in try await FileCreateJournal(directory: paths.creates).entries() {
      guard let create = listed.create else { continue }
      entries[FintoroClient.createInput(create.body)?.name ?? "unreadable"] = create
    }
    return entries
  }

  /// A sandbox's state.
  func state(_ name: String) throws -> SandboxState {
    try SandboxState(Array(Data(contentsOf: URL(fileURLWithPath: folder.join(name)))))
  }
}
