import Glibc
import Testing

@testable import hooktop

@Suite("Asking at a terminal")
struct PromptTests {
  @Test("A line is read without its end, and what stands behind it stays for the next")
  func lines() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    try StandardOutput.write("  abc \r\nsecond\nlast", to: ends[1])
    close(ends[1])
    #expect(Prompt.readLine(ends[0]) == "abc")
    #expect(Prompt.readLine(ends[0]) == "second")
    #expect(Prompt.readLine(ends[0]) == "last")
    #expect(Prompt.readLine(ends[0]) == nil)
    close(ends[0])
  }
}
