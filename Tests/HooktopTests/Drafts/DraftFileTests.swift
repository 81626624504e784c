import Dashboard
import FintoroWebhooks
import Foundation
import Testing
import TestSupport

@testable import hooktop

@Suite struct DraftFileTests {
  private static let base = SubscriptionInput(
    name: nil, url: "https://wms.acme.sk/in", isActive: true, subscribedEvents: [EventType("future-things.created")])
  private static let drafts = Drafts(
    new: Draft(
      name: "Účto", url: "http://not yet", isActive: false, events: [EventType("invoices.paid")],
      secretPath: "~/ucto.secret"),
    edits: [
      Draft(
        edited: Draft.Edited(id: 809, base: base), name: " two ", url: "https://b.sk/", isActive: true,
        events: [EventType("future-things.created"), EventType("orders.created")])
    ])

  private func from(_ before: Drafts = Drafts(), to wanted: Drafts) -> DraftsChange {
    DraftsChange(before: [before], wanted: wanted)
  }

  private static func named(_ name: String, _ id: Int? = nil) -> Draft {
    Draft(
      edited: id.map { Draft.Edited(id: $0, base: base) }, name: name, url: "https://", isActive: true, events: [])
  }

  private func file(_ folder: TemporaryFolder, profile: String? = "prod", baseURL: String = "https://a.sk/v1")
    -> DraftFile
  {
    DraftFile(profile: profile, baseURL: baseURL, paths: folder.paths)
  }

  @Test("What was typed comes back as it was typed, right or wrong, from a file that only its owner can read")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let file = file(folder)
    #expect(try file.write(from(to: Self.drafts), unique: "1") == [])
    #expect(try self.file(folder).read() == Self.drafts)
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test("Without drafts there is no file, before the first and after the last")
  func none() throws {
    let folder = try TemporaryFolder()
    let file = file(folder)
    #expect(try file.read() == Drafts())
    #expect(try file.write(from(to: Self.drafts), unique: "1") == [])
    #expect(try file.write(from(Self.drafts, to: Drafts()), unique: "2") == [])
    #expect(!FileManager.default.fileExists(atPath: file.path))
    #expect(try file.write(from(Self.drafts, to: Drafts()), unique: "3") == [])
  }

  @Test(
    "A file that is not what it should be is left as it is, and one sentence says why",
    arguments: [
      ("", "does not hold drafts"), ("{\"form\": 1", "does not hold drafts"), ("{\"form\": 1}", "does not hold drafts"),
      ("{\"form\": 7, \"what\": true}", "newer hooktop (form 7)"),
      ("{\"form\": 1, \"profile\": \"other\", \"baseURL\": \"https://a.sk/v1\", \"edits\": []}", "another account"),
    ])
  func wrong(text: String, reason: String) throws {
    let folder = try TemporaryFolder()
    let file = file(folder)
    #expect(try file.write(from(to: Self.drafts), unique: "1") == [])
    try Data(text.utf8).write(to: URL(fileURLWithPath: file.path))
    let problem = #expect(throws: DraftFile.Problem.self) { try file.read() }
    #expect(problem?.sentence.contains(reason) == true)
    #expect(throws: DraftFile.Problem.self) { try file.write(from(to: Drafts()), unique: "2") }
    #expect(FileManager.default.contents(atPath: file.path) == Data(text.utf8))
  }

  @Test("Two boards keep their drafts in one file, and each takes out its own alone")
  func two() throws {
    let folder = try TemporaryFolder()
    let (mine, theirs) = (file(folder), file(folder))
    let (edit, other) = (Drafts(edits: [Self.named("a", 809)]), Drafts(new: Self.named("b")))
    #expect(try mine.write(from(to: edit), unique: "1") == [])
    #expect(try theirs.write(from(to: other), unique: "2") == [])
    #expect(try mine.read() == Drafts(new: Self.named("b"), edits: [Self.named("a", 809)]))
    #expect(try mine.write(from(edit, to: Drafts()), unique: "3") == [])
    #expect(try mine.read() == other)
  }

  @Test("Where both typed a new one, or the same one, the first on the disk stays and the later hears of it")
  func both() throws {
    let folder = try TemporaryFolder()
    let (mine, theirs) = (file(folder), file(folder))
    let (first, later) = (Self.named("first"), Self.named("later"))
    let (edit, change) = (Self.named("a", 809), Self.named("b", 809))
    #expect(try mine.write(from(to: Drafts(new: first, edits: [edit])), unique: "1") == [])
    let wanted = Drafts(new: later, edits: [change, Self.named("c", 810)])
    #expect(try theirs.write(from(to: wanted), unique: "2") == [first, edit])
    #expect(try mine.read() == Drafts(new: first, edits: [edit, Self.named("c", 810)]))
    // Its own gone from the screen takes nothing of the other's away.
    #expect(try theirs.write(from(wanted, to: Drafts()), unique: "3") == [])
    #expect(try mine.read() == Drafts(new: first, edits: [edit]))
    #expect(try theirs.write(from(to: Drafts(new: first)), unique: "4") == [])
  }

  @Test("A write that was under way is this board's own, whether it reached the disk or not")
  func underWay() throws {
    let folder = try TemporaryFolder()
    let file = file(folder)
    let (saved, writing) = (Drafts(new: Self.named("a")), Drafts(new: Self.named("ab")))
    let wanted = Drafts(new: Self.named("abc"))
    for disk in [saved, writing] {
      #expect(try file.write(from(try file.read(), to: disk), unique: "1") == [])
      #expect(try file.write(DraftsChange(before: [saved, writing], wanted: wanted), unique: "2") == [])
      #expect(try file.read() == wanted)
    }
  }

  @Test("A symbolic link in its place is not followed")
  func link() throws {
    let folder = try TemporaryFolder()
    let file = file(folder)
    #expect(try file.write(from(to: Self.drafts), unique: "1") == [])
    let elsewhere = file.path + ".real"
    try FileManager.default.moveItem(atPath: file.path, toPath: elsewhere)
    try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: elsewhere)
    #expect(throws: DraftFile.Problem.self) { try file.read() }
  }

  @Test("Every account has a file of its own, whatever its profile is called")
  func accounts() throws {
    let folder = try TemporaryFolder()
    let files = [
      file(folder, profile: nil), file(folder, profile: "prod"), file(folder, profile: "a/../b"),
      file(folder, profile: "prod", baseURL: "http://127.0.0.1:8080/v1"),
    ]
    #expect(Set(files.map(\.path)).count == files.count)
    for file in files { #expect((file.path as NSString).deletingLastPathComponent == folder.paths.drafts) }
  }
}
