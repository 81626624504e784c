import Foundation
import Glibc
import TestSupport
import Testing

@testable import Files

@Suite("Putting a file in place")
struct FileReplacementTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("replaces it whole, with the mode that was asked for, and leaves no other name")
  func replaced() throws {
    let path = folder.join("made/file")
    try FileReplacement.write(Array("one".utf8), to: path, replacing: false, unique: "a")
    #expect(mode(path) == 0o600 && mode(folder.join("made")) == 0o700)
    try FileReplacement.write(Array("two".utf8), to: path, replacing: true, mode: 0o644, unique: "b")
    #expect(folder.text("made/file") == "two" && mode(path) == 0o644)
    #expect(throws: FileReplacement.Problem.exists(path)) {
      try FileReplacement.write([], to: path, replacing: false, unique: "c")
    }
    #expect(try FilePath.names(in: folder.join("made")) == ["file"])
  }

  @Test("leaves what was there where it cannot be done")
  func refused() throws {
    try folder.write("mine", to: "file")
    try folder.makeFolder("file.d")
    let place = try OpenDescriptor(opening: folder.path, O_RDONLY | O_DIRECTORY)
    #expect(throws: SystemError.self) {
      try FileReplacement.put([1], "file.d", in: place, passing: ".x", locked: false)
    }
    #expect(throws: SystemError.self) {
      try FileReplacement.put([1], "file", in: place, passing: "file.d", locked: false)
    }
    #expect(folder.everything == ["file", "file.d"] && folder.text("file") == "mine")
  }

  @Test("takes the place of what a killed run left under the other name")
  func leftOver() throws {
    try folder.write("half", to: ".x")
    let place = try OpenDescriptor(opening: folder.path, OpenDescriptor.nameOnly | O_DIRECTORY)
    try FileReplacement.put(Array("whole".utf8), "file", in: place, passing: ".x", locked: false)
    #expect(folder.text("file") == "whole" && folder.everything == ["file"])
  }

  @Test("gives a file that nobody else can lock, from the moment it has its name")
  func locked() throws {
    let place = try OpenDescriptor(opening: folder.path, O_RDONLY | O_DIRECTORY)
    var file: OpenDescriptor? = try FileReplacement.put([1], "file", in: place, passing: ".x", locked: true)
    let other = try OpenDescriptor(opening: folder.join("file"), O_RDONLY)
    #expect(try !other.tryLock() && !other.tryLock(shared: true))
    try file?.appendLine([2, 10])
    #expect(try other.bytes(upTo: 9) == [1, 10, 2, 10])
    file = nil
    #expect(try other.tryLock())
  }

  @Test("Many that change one file under its folder's lock undo nothing of each other")
  func together() async throws {
    let path = folder.join("made/number")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...40 {
        group.addTask {
          try await BlockingWork.run {
            let lock = try FileReplacement.lockedFolder(of: path)
            try withExtendedLifetime(lock) {
              let before = (try? FileReader.read(path, FileRule(maxBytes: 1_000))) ?? []
              try FileReplacement.write(before + [UInt8(number)], to: path, replacing: true, unique: "w\(number)")
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let bytes = try FileReader.read(path, FileRule(maxBytes: 1_000))
    #expect(bytes.sorted() == (1...40).map { UInt8($0) })
  }
}
