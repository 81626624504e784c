import Dashboard
import TerminalUI
import Testing

@Suite struct BindingsTests {
  @Test("No key means two things in one place", arguments: Context.allCases)
  func unique(context: Context) {
    let keys = Bindings.of(context).flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test("Nothing collides with tmux's and screen's prefixes, and nothing needs brackets, backquote or AltGr")
  func layouts() {
    let keys = Set(Bindings.all.flatMap(\.keys))
    #expect(keys.isDisjoint(with: [.control("b"), .control("a")]))
    #expect(keys.isDisjoint(with: "[]{}`|\\@#$&<>".map { .character($0) }))
  }

  @Test("What Slovak and Czech layouts make hard has an F-key twin")
  func twins() {
    for (hard, twin) in [("/", Key.function(3)), ("?", .function(1))] as [(Key, Key)] {
      #expect(Bindings.command(for: hard, in: .board) == Bindings.command(for: twin, in: .board))
    }
    #expect(Bindings.command(for: .function(10), in: .form) == .quit)
  }

  @Test("The help screen has every key of the table")
  func help() {
    let size = Size(columns: 100, rows: 40)
    var seen = ""
    var state = Fixture.board(size).pressing("?")
    for _ in 0..<Context.allCases.count {
      seen += state.screenText
      state = state.pressing("PgDn")
    }
    for binding in Bindings.all { #expect(seen.contains(binding.help)) }
  }

  @Test(
    "Every list moves by the same keys",
    arguments: [
      Context.board, .companies, .log, .coverage, .picker, .sort, .columns, .themes, .palette, .copy, .duplicate,
      .settings,
      .marked, .pending,
    ])
  func lists(_ context: Context) {
    let moves: [(Key, Command)] = [
      (.up, .up), (.down, .down), (.pageUp, .pageUp), (.pageDown, .pageDown), (.home, .first), (.end, .last),
    ]
    for (key, command) in moves { #expect(Bindings.command(for: key, in: context) == command, "\(key.name)") }
  }

  @Test("Ctrl-C leaves from everywhere", arguments: ["", "n", "n Tab Tab Tab Enter", "/", "?", "T", "Enter"])
  func quit(keys: String) {
    #expect(Fixture.board(Fixture.narrow).pressing(keys + " Ctrl-C").exitReason == .quit)
  }

  @Test("In a window too small for anything the keys are dead, but for leaving")
  func tooSmall() {
    let state = Fixture.board(Fixture.narrow).after(.resized(Size(columns: 20, rows: 5)))
    #expect(state.screenText.contains("80x24"))
    #expect(state.pressing("n").screen == .board)
    #expect(state.pressing("q").exitReason == .quit)
    #expect(state.after(.resized(Fixture.narrow)).screenText.contains("ERP sync"))
  }
}
