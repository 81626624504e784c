import Glibc
import TestSupport
import Testing

@testable import Files

@Suite("Lines of a file")
struct LineTests {
  private func lines(_ path: String, upTo maxLength: Int) throws -> [String?] {
    var lines: [String?] = []
    try OpenDescriptor(opening: path, O_RDONLY).forEachLine(upTo: maxLength) { line in
      lines.append(line.map { String(decoding: $0, as: UTF8.self) })
    }
    return lines
  }

  @Test("are read one by one, the last with or without an end, whatever lies between them")
  func read() throws {
    let folder = try TemporaryFolder()
    for (text, expected) in [
      ("", []), ("\n\n", []), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("\na\n\nb\n", ["a", "b"]),
    ] {
      #expect(try lines(folder.write(text, to: "file"), upTo: 10) == expected)
    }
  }

  @Test("of any length are told from each other, also where they cross the parts that are read at once")
  func lengths() throws {
    let folder = try TemporaryFolder()
    for length in [1, 65_534, 65_535, 65_536, 65_537, 200_000] {
      let line = String(repeating: "x", count: length)
      let path = try folder.write("a\n\(line)\nb\n\(line)", to: "file")
      #expect(try lines(path, upTo: length) == ["a", line, "b", line])
      if length > 1 { #expect(try lines(path, upTo: length - 1) == ["a", nil, "b", nil]) }
    }
  }
}

@Suite("A line more")
struct AppendLineTests {
  @Test("begins on a line of its own, and is taken back where it cannot be written")
  func lines() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("cut", to: "file")
    let file = try OpenDescriptor(opening: path, O_RDWR | O_APPEND)
    try file.appendLine(Array("whole\n".utf8))
    #expect(folder.text("file") == "cut\nwhole\n")
    try file.appendLine(Array("next\n".utf8))
    #expect(folder.text("file") == "cut\nwhole\nnext\n")
    let unwritable = try OpenDescriptor(opening: path, O_RDONLY)
    #expect(throws: SystemError(code: EBADF)) { try unwritable.appendLine([10]) }
    #expect(folder.text("file") == "cut\nwhole\nnext\n")
  }
}
