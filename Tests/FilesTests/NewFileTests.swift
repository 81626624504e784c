import Foundation
import Glibc
import TestSupport
import Testing

@testable import Files

@Suite("A new file")
struct NewFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func problem(_ path: String) -> Int32? {
    do throws(SystemError) {
      try NewFile.write(Array("x".utf8), to: path)
      return nil
    } catch {
      return error.code
    }
  }

  @Test("is written whole, and never over anything that is there")
  func written() throws {
    #expect(problem(folder.join("sheet.txt")) == nil)
    #expect(folder.text("sheet.txt") == "x")
    try folder.write("mine", to: "taken.txt")
    #expect(problem(folder.join("taken.txt")) == EEXIST)
    #expect(folder.text("taken.txt") == "mine")
    symlink(folder.join("elsewhere.txt"), folder.join("link.txt"))
    #expect(problem(folder.join("link.txt")) == EEXIST)
    #expect(folder.text("elsewhere.txt") == nil)
  }

  @Test("in a folder that was removed meanwhile finds none there, whatever the disk says of that")
  func removedFolder() throws {
    let path = folder.join("gone")
    mkdir(path, 0o700)
    let gone = try OpenDescriptor(opening: path, OpenDescriptor.nameOnly | O_DIRECTORY)
    rmdir(path)
    #expect(throws: SystemError(code: ENOENT)) {
      _ = try NewFile.make("x", in: gone) { _ throws(SystemError) in }
    }
  }

  @Test(
    "has a place and a name, or nothing is made",
    arguments: [
      ("nowhere/sheet.txt", ENOENT), ("", EISDIR), ("..", EISDIR), (String(repeating: "n", count: 256), ENAMETOOLONG),
    ]
  )
  func places(name: String, code: Int32) {
    #expect(problem(folder.join(name)) == code)
    #expect(folder.everything == [])
  }

  @Test("that cannot be filled is not there, whichever way it was made")
  func notFilled() throws {
    for path in [folder.path, "/dev/shm"] {
      let place = try OpenDescriptor(opening: path, OpenDescriptor.nameOnly | O_DIRECTORY)
      let name = "hooktop-test-\(UUID().uuidString)"
      #expect(throws: SystemError(code: ENOSPC)) {
        try NewFile.make(name, in: place) { file throws(SystemError) in
          try file.overwrite([1])
          throw SystemError(code: ENOSPC)
        }
      }
      #expect(try !place.has(name))
    }
  }
}
