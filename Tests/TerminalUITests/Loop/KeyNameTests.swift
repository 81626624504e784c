import TerminalUI
import Testing

@Suite("Names of keys")
struct KeyNameTests {
  static let keys: [Key] =
    [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
    ] + (1...12).map { .function($0) } + "abcdefghijklmnopqrstuvwxyz".map { .control($0) }
    + "aZ1 !?/ž日F".map { .character($0) }

  @Test("Every key has a name of its own that leads back to it", arguments: keys)
  func roundTrip(_ key: Key) {
    #expect(!key.name.isEmpty)
    #expect(Key(name: key.name) == key)
  }

  @Test("No two keys share a name")
  func distinct() {
    #expect(Set(Self.keys.map(\.name)).count == Self.keys.count)
  }

  @Test(
    "A name that no key has gives no key",
    arguments: ["", "F0", "F21", "F+1", "F01", "Ctrl-", "Ctrl-1", "Ctrl-é", "Ctrl-ab", "enter", "Return", "xx"])
  func unknown(_ name: String) {
    #expect(Key(name: name) == nil)
  }

  @Test("Ctrl is written with either case")
  func eitherCase() {
    #expect(Key(name: "Ctrl-c") == .control("c"))
    #expect(Key(name: "Ctrl-C") == .control("c"))
  }
}
