import Glibc
import Testing

@testable import hooktop

/// A home in which a create has no place for its secret or for its journal entry.
struct BadPlace: Sendable, CustomStringConvertible {
  let description: String
  /// Of the secret, below the home.
  let file: String
  let prepare: @Sendable (TrialHome) throws -> Void

  init(
    _ description: String, file: String = "data/erp.secret", _ prepare: @escaping @Sendable (TrialHome) throws -> Void
  ) {
    self.description = description
    self.file = file
    self.prepare = prepare
  }

  static var all: [BadPlace] { taken + folders + journals + (geteuid() == 0 ? foreign : []) }

  private static let taken: [BadPlace] = [
    .init("a file") { try $0.write("precious", to: "data/erp.secret") },
    .init("an empty file") { try $0.write("", to: "data/erp.secret") },
    .init("a folder") { try $0.makeFolder("data/erp.secret") },
    .init("a link to nothing") { try $0.link("data/erp.secret", to: "nowhere") },
    .init("a link to a file") {
      try $0.write("precious", to: "data/precious")
      try $0.link("data/erp.secret", to: "precious")
    },
    .init("a link to itself") { try $0.link("data/erp.secret", to: "erp.secret") },
    .init("a second name of a file") {
      try $0.write("precious", to: "data/precious")
      try #require(Glibc.link($0.path + "/data/precious", $0.path + "/data/erp.secret") == 0)
    },
    .init("a named pipe") {
      try $0.makeFolder("data")
      try #require(mkfifo($0.path + "/data/erp.secret", 0o600) == 0)
    },
  ]

  private static let folders: [BadPlace] = [
    .init("a folder that others may write in") { try $0.makeFolder("data", mode: 0o777) },
    .init("a folder like /tmp") { try $0.makeFolder("data", mode: 0o1777) },
    .init("below a folder that others may write in", file: "open/data/erp.secret") {
      try $0.makeFolder("open", mode: 0o777)
      try $0.makeFolder("open/data")
    },
    .init("below a folder that others may write in, to be made", file: "open/a/b/erp.secret") {
      try $0.makeFolder("open", mode: 0o777)
    },
    .init("through a link into a folder that others may write in", file: "way/erp.secret") {
      try $0.makeFolder("open", mode: 0o777)
      try $0.link("way", to: "open")
    },
    .init("a file in place of the folder") { try $0.write("in the way", to: "data") },
    .init("a name that is too long", file: "data/" + String(repeating: "n", count: 256)) { _ in },
    .init("no name", file: "data/") { _ in },
    .init("a name that means the folder", file: "data/.") { _ in },
    .init("a name that means the folder above", file: "data/..") { _ in },
  ]

  private static let journals: [BadPlace] = [
    .init("a file in place of the journal's folder") { try $0.write("in the way", to: "state/hooktop/creates") },
    .init("a file above the journal's folder") { try $0.write("in the way", to: "state") },
    .init("a journal's folder that others may write in") { try $0.makeFolder("state/hooktop/creates", mode: 0o777) },
    .init("a journal below a folder that others may write in") {
      try $0.makeFolder("state/hooktop", mode: 0o777)
      try $0.makeFolder("state/hooktop/creates")
    },
    .init("a journal to be made below a folder that others may write in") { try $0.makeFolder("state", mode: 0o777) },
    .init("a link in place of the journal's folder") {
      try $0.makeFolder("elsewhere")
      try $0.makeFolder("state/hooktop")
      try $0.link("state/hooktop/creates", to: "../../elsewhere")
    },
    .init("a folder in place of an unfinished entry") { try $0.makeFolder("state/hooktop/creates/.unfinished") },
    .init("an entry that cannot be read") { try $0.write("garbage", to: "state/hooktop/creates/key.jsonl") },
  ]

  /// Only root can make these.
  private static let foreign: [BadPlace] = [
    .init("a folder of another user") { try $0.makeFolder("data", owner: 12_345) },
    .init("below a folder of another user", file: "theirs/data/erp.secret") {
      try $0.makeFolder("theirs/data")
      try #require(chown($0.path + "/theirs", 12_345, 12_345) == 0)
    },
    .init("through a link of another user", file: "way/erp.secret") {
      try $0.makeFolder("data")
      try $0.link("way", to: "data")
      try #require(lchown($0.path + "/way", 12_345, 12_345) == 0)
    },
    .init("a folder that a group of others may write in") {
      try $0.makeFolder("data")
      try #require(chown($0.path + "/data", uid_t.max, 12_345) == 0)
      try #require(chmod($0.path + "/data", 0o770) == 0)
    },
    .init("a journal's folder of another user") { try $0.makeFolder("state/hooktop/creates", owner: 12_345) },
  ]
}
