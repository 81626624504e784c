import Foundation
import Testing

@testable import hooktop

@Suite struct NewFileTests {
  private func problem(_ path: String) -> Int32? {
    do throws(NewFileProblem) {
      try NewFile.write(Array("x".utf8), to: path)
      return nil
    } catch {
      return error.error.code
    }
  }

  @Test("It is written whole, and never over anything that is there")
  func written() throws {
    let folder = try TemporaryFolder()
    #expect(problem(folder.join("sheet.txt")) == nil)
    #expect(folder.text("sheet.txt") == "x")
    try folder.write("mine", to: "taken.txt")
    #expect(problem(folder.join("taken.txt")) == EEXIST)
    #expect(folder.text("taken.txt") == "mine")
    try FileManager.default.createSymbolicLink(
      atPath: folder.join("link.txt"), withDestinationPath: folder.join("elsewhere.txt"))
    #expect(problem(folder.join("link.txt")) == EEXIST)
    #expect(folder.text("elsewhere.txt") == nil)
  }

  @Test("What is in the way is said in one sentence with what to do")
  func sentences() throws {
    let folder = try TemporaryFolder()
    for (path, words) in [("nowhere/sheet.txt", "its folder does not exist"), ("", "choose another name")] {
      do throws(NewFileProblem) {
        try NewFile.write([], to: folder.join(path))
        Issue.record("\(path) was written")
      } catch {
        #expect(error.sentence(folder.paths).contains(words))
      }
    }
  }
}
