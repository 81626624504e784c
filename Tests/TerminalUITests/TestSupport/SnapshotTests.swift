import Foundation
@testable import TestSupport
import Testing

@Suite("Snapshots")
struct SnapshotTests {
  private func inFreshFolder(_ body: (Snapshot) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("snapshot-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(Snapshot(name: "screen", testFile: folder.appendingPathComponent("Tests.swift").path))
  }

  @Test("A recorded text is found equal, and only that text")
  func recorded() throws {
    try inFreshFolder { snapshot in
      #expect(snapshot.record("one\ntwo").hasPrefix("Recorded "))
      #expect(snapshot.difference(to: "one\ntwo") == nil)
      #expect(snapshot.difference(to: "one\ntwo\n") != nil)
      #expect(snapshot.difference(to: "one\ntwo ") != nil)
    }
  }

  @Test("A difference shows the lines that differ, with their numbers, and no others")
  func difference() throws {
    try inFreshFolder { snapshot in
      _ = snapshot.record("same\nold\nend")
      let difference = try #require(snapshot.difference(to: "same\nnew\nend\nmore"))
      #expect(difference.contains("2 expected |old|\n2 is       |new|"))
      #expect(difference.contains("4 is       |more|"))
      #expect(!difference.contains("|same|"))
    }
  }

  @Test("A snapshot that is not there is a difference, and says how to record it")
  func missing() throws {
    try inFreshFolder { snapshot in
      #expect(snapshot.difference(to: "text")?.contains("HOOKTOP_RECORD_SNAPSHOTS=1") == true)
    }
  }
}
