import Glibc
import TestSupport
import Testing

@testable import Files

@Suite("Reading a file whole")
struct FileReaderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func problem(_ name: String, _ rule: FileRule, trust: FileTrust = .process) -> FileProblem? {
    do throws(FileProblem) {
      _ = try FileReader.read(folder.join(name), rule, trust: trust)
      return nil
    } catch {
      return error
    }
  }

  @Test("gives every byte up to the bound, and none of a longer file")
  func bound() throws {
    for size in [0, 1, 65_536, 200_000] {
      try folder.write(String(repeating: "x", count: size), to: "file")
      let path = folder.join("file")
      #expect(try FileReader.read(path, FileRule(maxBytes: size)).count == size)
      if size > 0 { #expect(problem("file", FileRule(maxBytes: size - 1)) == .tooLong(maxBytes: size - 1)) }
    }
  }

  @Test("takes plain files alone, and waits for none")
  func kinds() throws {
    try folder.makeFolder("folder")
    mkfifo(folder.join("pipe"), 0o600)
    symlink("/dev/zero", folder.join("zero"))
    let rule = FileRule(maxBytes: 10)
    for name in ["folder", "pipe", "zero"] { #expect(problem(name, rule) == .notAFile) }
    #expect(problem("nothing", rule)?.isMissing == true)
  }

  @Test("follows a link only where the rule says so")
  func links() throws {
    try folder.write("x", to: "file")
    symlink("file", folder.join("link"))
    #expect(problem("link", FileRule(maxBytes: 10)) == nil)
    #expect(problem("link", FileRule(maxBytes: 10, followsLink: false)) == .isLink)
  }

  @Test("finds the file by folders that only we can change, links on the way included, where the rule says so")
  func folders() throws {
    let rule = FileRule(maxBytes: 10, isInSafeFolder: true)
    try folder.write("x", to: "open/inner/file")
    try folder.makeFolder("way")
    symlink(folder.join("open/inner/file"), folder.join("way/link"))
    symlink("../nowhere", folder.join("way/dangling"))
    for name in ["open/inner/file", "way/link"] { #expect(problem(name, rule) == nil) }
    #expect(problem("way/dangling", rule)?.isMissing == true && problem("way/none/none", rule)?.isMissing == true)
    #expect(problem("way", rule) == .notAFile)
    #expect(problem("open/inner/file/x", rule) == .folder(.notAFolder(folder.join("open/inner/file"))))
    chmod(folder.join("open"), 0o777)
    for name in ["open/inner/file", "way/link"] {
      #expect(problem(name, rule) == .folder(.shared(folder.join("open"))))
      #expect(problem(name, FileRule(maxBytes: 10)) == nil)
    }
    #expect(problem("open/inner/none", rule) == .folder(.shared(folder.join("open"))))
    var own = rule
    own.followsLink = false
    #expect(problem("way/link", own) == .isLink)
  }

  @Test("judges owner and rights of what was opened")
  func rights() throws {
    let foreign = FileTrust(user: geteuid() &+ 1, isRoot: { _ in false }, isOwnGroup: { _ in false })
    let root = FileTrust(user: geteuid() &+ 1, isRoot: { $0 == geteuid() }, isOwnGroup: { _ in false })
    let group = FileTrust(user: geteuid(), isRoot: { _ in false }, isOwnGroup: { _ in true })
    let alone = FileTrust(user: geteuid(), isRoot: { _ in false }, isOwnGroup: { _ in false })
    let ours = FileRule(maxBytes: 10, owner: .us, openness: .othersMayRead)
    let rootsToo = FileRule(maxBytes: 10, owner: .rootOrUs, openness: .othersMayRead)
    let closed = FileRule(maxBytes: 10, owner: .us, openness: .closed)
    try folder.write("x", to: "file", mode: 0o644)
    #expect(problem("file", ours, trust: foreign) == .foreign(owner: geteuid()))
    #expect(problem("file", ours, trust: root) == .foreign(owner: geteuid()))
    #expect(problem("file", rootsToo, trust: root) == nil)
    #expect(problem("file", closed, trust: alone) == .openToOthers(mode: 0o644))
    try folder.write("x", to: "file", mode: 0o664)
    #expect(problem("file", ours, trust: alone) == .writableByOthers(mode: 0o664))
    #expect(problem("file", ours, trust: group) == nil)
    try folder.write("x", to: "file", mode: 0o666)
    #expect(problem("file", ours, trust: group) == .writableByOthers(mode: 0o666))
  }
}
