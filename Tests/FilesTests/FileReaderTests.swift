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

  @Test("reads a pipe once, up to the end of its line, and waits for it no longer than the rule says")
  func pipes() throws {
    let rule = FileRule(maxBytes: 100, owner: .rootOrUs, openness: .closedUnlessRoots, pipeWait: .seconds(20))
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let path = "/dev/fd/\(ends[0])"
    write(ends[1], "first\nsecond", 12)
    #expect(try FileReader.read(path, rule) == Array("first\n".utf8))
    close(ends[1])
    #expect(try FileReader.read(path, rule) == Array("second".utf8))
    #expect(try FileReader.read(path, rule) == [])
    close(ends[0])

    mkfifo(folder.join("named"), 0o600)
    var short = rule
    short.pipeWait = .zero
    #expect(problem("named", short) == .system(SystemError(code: ETIMEDOUT)))
    let keeper = open(folder.join("named"), O_RDWR)
    write(keeper, "x\n", 2)
    #expect(try FileReader.read(folder.join("named"), rule) == Array("x\n".utf8))
    close(keeper)
  }

  @Test("reads a file that was given open, though its name is gone")
  func given() throws {
    let file = open(try folder.write("x", to: "file"), O_RDONLY)
    unlink(folder.join("file"))
    let rule = FileRule(maxBytes: 10, owner: .us, openness: .closed, isInSafeFolder: true)
    #expect(try FileReader.read("/dev/fd/\(file)", rule) == Array("x".utf8))
    #expect(try FileReader.read("/proc/self/fd/\(file)", rule) == Array("x".utf8))
    close(file)
  }

  @Test("lets others read what is root's, and nothing that is ours; nobody else may write either")
  func secretsOfRoot() throws {
    let rule = FileRule(maxBytes: 10, owner: .rootOrUs, openness: .closedUnlessRoots)
    let other = FileTrust(user: 12_345, isRoot: { $0 == geteuid() }, isOwnGroup: { _ in false })
    let ours = FileTrust(user: geteuid(), isRoot: { _ in false }, isOwnGroup: { _ in false })
    for mode in [0o600, 0o644, 0o444, 0o440] as [mode_t] {
      try folder.write("x", to: "file", mode: mode)
      #expect(problem("file", rule, trust: other) == nil)
      if geteuid() != 0, mode != 0o600 {
        #expect(problem("file", rule, trust: ours) == .openToOthers(mode: mode))
      }
    }
    for mode in [0o602, 0o660] as [mode_t] {
      try folder.write("x", to: "file", mode: mode)
      #expect(problem("file", rule, trust: other) == .writableByOthers(mode: mode))
    }
  }
}
