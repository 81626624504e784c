import Files
import FintoroWebhooks
import Foundation
import Glibc
import Testing
import TestSupport

@testable import hooktop

@Suite("The file of a secret")
struct SecretFileTests {
  let folder: TemporaryFolder
  let key = IdempotencyKey(rawValue: "11111111-2222-3333-4444-555555555555")
  let secret = SigningSecret("whsec_fintoro_8b5d7c9f")

  init() throws { folder = try TemporaryFolder() }

  func problem(reserving name: String) -> SecretFileProblem? {
    do {
      _ = try SecretFile.reserve(folder.join(name), key: key)
      return nil
    } catch {
      return error
    }
  }

  @Test("It holds room for the secret, mode 0600, before anything is sent")
  func reserve() throws {
    _ = try SecretFile.reserve(folder.join("erp.secret"), key: key)
    #expect(mode(folder.join("erp.secret")) == 0o600)
    let text = try #require(folder.text("erp.secret"))
    #expect(text.utf8.count == 4_096)
    #expect(text.contains(key.rawValue))
  }

  @Test("At the end it holds exactly the secret's bytes")
  func save() throws {
    try SecretFile.reserve(folder.join("a"), key: key).save(secret, as: .raw)
    #expect(folder.text("a") == "whsec_fintoro_8b5d7c9f")
    try SecretFile.reserve(folder.join("b"), key: key).save(secret, as: .env)
    #expect(folder.text("b") == "FINTORO_WEBHOOK_SECRET=whsec_fintoro_8b5d7c9f\n")
    #expect(mode(folder.join("a")) == 0o600)
  }

  @Test("A secret longer than the room is saved whole")
  func long() throws {
    let text = String(repeating: "s", count: 10_000)
    try SecretFile.reserve(folder.join("a"), key: key).save(SigningSecret(text), as: .raw)
    #expect(folder.text("a") == text)
  }

  @Test("Missing folders are made for their owner alone")
  func folders() throws {
    _ = try SecretFile.reserve(folder.join("one/two/a.secret"), key: key)
    #expect(mode(folder.join("one")) == 0o700)
    #expect(mode(folder.join("one/two")) == 0o700)
  }

  @Test("A placeholder that is not needed goes, with the folders made for it")
  func release() throws {
    try SecretFile.reserve(folder.join("one/two/a.secret"), key: key).release()
    #expect(folder.everything == [])
  }

  @Test("A placeholder that somebody wrote into stays")
  func releaseChanged() throws {
    let file = try SecretFile.reserve(folder.join("a"), key: key)
    try folder.write("mine now", to: "a")
    file.release()
    #expect(folder.text("a") == "mine now")
  }

  @Test("An existing file, a link, a dangling link and a folder are refused and left as they are")
  func taken() throws {
    try folder.write("precious", to: "file")
    symlink("file", folder.join("link"))
    symlink("nowhere", folder.join("dangling"))
    try folder.makeFolder("folder")
    let before = folder.everything
    #expect(problem(reserving: "file") == .exists(folder.join("file")))
    #expect(problem(reserving: "link") == .isLink(folder.join("link")))
    #expect(problem(reserving: "dangling") == .isLink(folder.join("dangling")))
    #expect(problem(reserving: "folder") == .isFolder(folder.join("folder")))
    #expect(folder.text("file") == "precious")
    #expect(folder.everything == before)
  }

  @Test("What can be known beforehand is the same as what the making says")
  func foretold() throws {
    try folder.write("precious", to: "file")
    symlink("file", folder.join("link"))
    try folder.makeFolder("open", mode: 0o777)
    try folder.makeFolder("folder")
    for name in ["file", "link", "folder", "open/a", "file/a", "new", "one/two/new", "folder/new"] {
      let foretold = SecretFile.problem(reserving: folder.join(name))
      #expect(foretold == problem(reserving: name), "\(name)")
    }
  }

  @Test("Looking beforehand makes nothing")
  func looking() {
    #expect(SecretFile.problem(reserving: folder.join("one/two/a")) == nil)
    #expect(folder.everything == [])
  }

  @Test(
    "A folder that others may write in is refused; one that was made for several is left to them",
    arguments: [(0o777, true), (0o707, true), (0o1777, false), (0o2777, false)])
  func writableFolder(bits: Int, isOnesOwn: Bool) throws {
    let path = try folder.makeFolder("open", mode: mode_t(bits))
    #expect(problem(reserving: "open/a") == .folder(.shared(path, isOnesOwn: isOnesOwn)))
    let sentence = problem(reserving: "open/a")?.sentence(folder.paths)
    #expect(sentence?.contains("chmod go-w ~/open") == isOnesOwn)
    #expect(sentence?.contains("choose a folder of your own") == !isOnesOwn)
    #expect(folder.everything == ["open"])
  }

  @Test("A folder above that others may write in is refused too, unless it is sticky")
  func writableAncestor() throws {
    let path = try folder.makeFolder("open", mode: 0o777)
    try folder.makeFolder("open/mine")
    #expect(problem(reserving: "open/mine/a") == .folder(.shared(path)))
    chmod(path, 0o1777)
    #expect(problem(reserving: "open/mine/a") == nil)
  }

  @Test("A link to an open folder on the way is judged by where it leads")
  func linkedFolder() throws {
    let open = try folder.makeFolder("open", mode: 0o777)
    try folder.makeFolder("closed")
    symlink("open", folder.join("bad"))
    symlink(folder.join("closed"), folder.join("good"))
    #expect(problem(reserving: "bad/a") == .folder(.shared(open)))
    #expect(problem(reserving: "good/a") == nil)
    #expect(folder.everything.contains("closed/a"))
  }

  @Test("Links in a circle end")
  func circle() {
    symlink("two", folder.join("one"))
    symlink("one", folder.join("two"))
    var code: Int32?
    if case .folder(.system(_, let error)) = problem(reserving: "one/a") { code = error.code }
    #expect(code == ELOOP)
  }

  @Test(
    "A folder or a link of another user is refused",
    .enabled(if: geteuid() == 0, "only root can give a folder away; an ordinary user's run skips this"))
  func foreign() throws {
    let path = try folder.makeFolder("theirs")
    chown(path, 12_345, 12_345)
    #expect(problem(reserving: "theirs/a") == .folder(.foreign(path, 12_345)))
    try folder.makeFolder("mine")
    symlink("mine", folder.join("link"))
    lchown(folder.join("link"), 12_345, 12_345)
    #expect(problem(reserving: "link/a") == .folder(.foreign(folder.join("link"), 12_345)))
  }

  @Test(
    "A folder without the right to write is refused",
    .enabled(if: geteuid() != 0, "root may write everywhere; root's run skips this"))
  func noPermission() throws {
    let path = try folder.makeFolder("closed", mode: 0o500)
    #expect(problem(reserving: "closed/a") == .system(folder.join("closed/a"), SystemError(code: EACCES)))
    #expect(SecretFile.problem(reserving: folder.join("closed/a")) != nil)
    chmod(path, 0o700)
  }

  @Test("A path without a name at its end is refused", arguments: ["", "x/", "..", "x/."])
  func noName(_ name: String) {
    #expect(problem(reserving: name) == .noName(folder.join(name)))
    #expect(folder.everything == [])
  }

  @Test("A name too long for the file system leaves nothing behind")
  func longName() {
    #expect(problem(reserving: "new/" + String(repeating: "n", count: 256)) != nil)
    #expect(folder.everything == [])
  }

  @Test("It is opened again only while it is the same file in the same place")
  func reopen() throws {
    let path = folder.join("a")
    let file = try SecretFile.reserve(path, key: key)
    let again = try SecretFile.reopen(path, key: key, device: file.device, inode: file.inode)
    #expect(again.contents == nil)

    rename(path, folder.join("moved"))
    #expect(throws: SecretFileProblem.moved(path)) {
      try SecretFile.reopen(path, key: key, device: file.device, inode: file.inode)
    }
    _ = try SecretFile.reserve(path, key: key)
    #expect(throws: SecretFileProblem.moved(path)) {
      try SecretFile.reopen(path, key: key, device: file.device, inode: file.inode)
    }
  }

  @Test("A file that already holds something says so")
  func reopenSaved() throws {
    let path = folder.join("a")
    let file = try SecretFile.reserve(path, key: key)
    try file.save(secret, as: .raw)
    let again = try SecretFile.reopen(path, key: key, device: file.device, inode: file.inode)
    #expect(again.contents == Array("whsec_fintoro_8b5d7c9f".utf8))
  }

  @Test("A write that broke off leaves the placeholder's mark, so that the file is still ours")
  func halfWritten() throws {
    let path = folder.join("a")
    let file = try SecretFile.reserve(path, key: key)
    try OpenDescriptor(opening: path, O_WRONLY).overwrite(Array("whsec_fintoro_8b".utf8))
    let again = try SecretFile.reopen(path, key: key, device: file.device, inode: file.inode)
    #expect(again.contents == nil)
    try again.file.save(secret, as: .raw)
    #expect(folder.text("a") == "whsec_fintoro_8b5d7c9f")
  }

  @Test("A secret is never said to be saved where no path leads to it any more")
  func savedAway() throws {
    let file = try SecretFile.reserve(folder.join("a"), key: key)
    unlink(folder.join("a"))
    #expect(throws: SecretFileProblem.moved(folder.join("a"))) { try file.save(secret, as: .raw) }
  }

  @Test("A numbered file is made beside one that is taken, and one's own placeholder is taken back")
  func numbered() throws {
    try folder.write("precious", to: "erp.secret")
    let first = try SecretFile.reserveNumbered(folder.join("erp.secret"), key: key)
    #expect(first.path == folder.join("erp-2.secret"))
    let again = try SecretFile.reserveNumbered(folder.join("erp.secret"), key: key)
    #expect((again.path, again.inode) == (first.path, first.inode))
    let other = try SecretFile.reserveNumbered(folder.join("erp.secret"), key: IdempotencyKey(rawValue: "other"))
    #expect(other.path == folder.join("erp-3.secret"))
    #expect(folder.text("erp.secret") == "precious")
  }
}

extension FolderProblem {
  /// One folder that others may write in.
  static func shared(_ path: String, isOnesOwn: Bool = true) -> FolderProblem {
    .unsafe([UnsafeFolder(path, .writableByOthers, isOnesOwn: isOnesOwn)])
  }

  static func foreign(_ path: String, _ owner: uid_t, isOnesOwn: Bool = false) -> FolderProblem {
    .unsafe([UnsafeFolder(path, .foreign(owner: owner), isOnesOwn: isOnesOwn)])
  }
}
