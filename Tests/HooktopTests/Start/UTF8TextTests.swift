import Testing

@testable import hooktop

@Suite("Text of the command line and the environment that is not UTF-8")
struct UTF8TextTests {
  private static func bytes(_ text: String) -> [UInt8] {
    text.utf8.flatMap { $0 == UInt8(ascii: "~") ? [0xC3, 0x28] : [$0] }
  }

  private func sentence(_ arguments: [String], _ variables: [String] = []) -> String? {
    UTF8Text.problem(
      arguments: (["hooktop"] + arguments).map(Self.bytes), variables: variables.map(Self.bytes))?.sentence
  }

  @Test("is refused with the option it belongs to")
  func arguments() {
    #expect(sentence(["create", "--name", "Účty €"], ["HOME=/home/žofia"]) == nil)
    #expect(sentence(["create", "--name", "a~b"])?.hasPrefix("The value of --name is not UTF-8") == true)
    #expect(sentence(["create", "--name=a~b"])?.hasPrefix("The value of --name is not UTF-8") == true)
    #expect(sentence(["show", "a~b"])?.hasPrefix("Argument 2 is not UTF-8") == true)
  }

  @Test("is refused in variables that are used, and no other")
  func variables() {
    #expect(sentence([], ["HOME=/home/~"])?.hasPrefix("HOME is not UTF-8") == true)
    #expect(sentence([], ["HOOKTOP_TOKEN_FILE=/~"])?.hasPrefix("HOOKTOP_TOKEN_FILE is not UTF-8") == true)
    #expect(sentence([], ["LS_COLORS=~"]) == nil)
  }
}
