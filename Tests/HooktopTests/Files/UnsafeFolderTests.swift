import Dashboard
import Files
import FintoroWebhooks
import Foundation
import Glibc
import TestSupport
import Testing

@testable import hooktop

@Suite("A folder of hooktop's own that other users may write in")
struct UnsafeFolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What a read says; nil where it goes well.
  private func sentence(_ read: () throws -> Void) -> String? {
    do {
      try read()
      return nil
    } catch {
      return (error as? ConfigurationProblem)?.sentence ?? (error as? CompanyPinProblem)?.sentence
        ?? (error as? DraftFile.Problem)?.sentence ?? (error as? LineFileProblem)?.sentence(folder.paths)
    }
  }

  private var reads: [(below: String, read: () throws -> Void)] {
    let paths = folder.paths
    let event = CustodyEvent(.init(baseURL: "https://a.sk", id: 1), at: Date(timeIntervalSince1970: 0), .deleted)
    return [
      ("config", { _ = try ConfigFile.read(paths) }),
      ("state", { _ = try CompanyPins(paths: paths).pinned("a", baseURL: "https://a.sk") }),
      ("state", { _ = try DraftFile(profile: "a", baseURL: "https://a.sk", paths: paths).read() }),
      ("state", { _ = try LedgerFile(path: paths.ledger).read() }),
      ("state", { _ = try LedgerFile(path: paths.ledger).append(event) }),
    ]
  }

  @Test("Nothing in it is believed, be it there or moved away, and the folder is named", arguments: [true, false])
  func refused(isThere: Bool) throws {
    try folder.makeFolder("config")
    try folder.makeFolder("state")
    for (name, read) in reads {
      #expect(sentence(read) == nil)
      if isThere {
        try folder.write("", to: "config/config.toml")
        try folder.write(#"{"version":1,"companies":{}}"#, to: "state/companies.json")
      }
      chmod(folder.join(name), 0o777)
      #expect(
        sentence(read)?.contains("other users may write in the folder ~/\(name)") == true
          || sentence(read)?.contains("Other users may write in the folder ~/\(name)") == true)
      chmod(folder.join(name), 0o700)
      #expect(sentence(read) == nil)
    }
  }

  @Test("So is what lies below one, and what a link leads to", arguments: ["config", "state"])
  func above(name: String) throws {
    try folder.makeFolder("open", mode: 0o777)
    try folder.makeFolder("open/\(name)")
    symlink("open/\(name)", folder.join(name))
    for (_, read) in reads.filter({ $0.below == name }) {
      #expect(sentence(read)?.contains("may write in the folder ~/open") == true)
    }
  }
}
