import Glibc
import Testing

@testable import NCursesTerminal

@Suite("What ncurses writes is collected")
struct OutputCaptureTests {
  @Test("However many pieces it comes in, it is taken as one, and once")
  func pieces() throws {
    let capture = try #require(OutputCapture(of: STDERR_FILENO))
    defer { capture.close() }
    capture.begin()
    #expect(capture.take() == [])
    for _ in 0..<100 { Glibc.write(capture.descriptor, "piece of a long frame", 21) }
    #expect(capture.take().count == 2_100)
    #expect(capture.take() == [])
    Glibc.write(capture.descriptor, "short", 5)
    #expect(capture.take() == Array("short".utf8))
  }
}
