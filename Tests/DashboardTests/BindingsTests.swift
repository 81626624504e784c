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
  func twins() throws {
    let twins: [(Key, Int)] = [("?", 1), (":", 2), ("/", 3), ("e", 4), ("r", 5), ("D", 8), ("q", 10)]
    for (hard, twin) in twins {
      #expect(Bindings.command(for: hard, in: .board) == Bindings.command(for: .function(twin), in: .board))
    }
    for tab in Tab.allCases.dropFirst() {
      #expect(Bindings.command(for: try #require(tab.letter), in: .board) == tab.command)
      #expect(Bindings.command(for: .escape, in: tab.context) == .back)
    }
    #expect(Bindings.command(for: .function(10), in: .form) == .quit)
  }

  @Test(
    "A digit leads to its screen from every screen that does not type, and Esc from there to the board",
    arguments: Tab.allCases, ["", "Enter", "b", "v", "L", "o", "P", "v Enter", "L Enter"])
  func digits(tab: Tab, from: String) {
    let there = Fixture.companies(Fixture.narrow).pressing(from).after(.keyPressed(tab.digit))
    #expect(there.state.context == tab.context)
    #expect(there.pressing("Esc").state.screen == .board)
  }

  @Test("A digit is a character where something is typed")
  func typedDigits() {
    #expect(Fixture.board(Fixture.narrow).pressing("/ 2").board.filter == "2")
    #expect(Fixture.board(Fixture.narrow).pressing("n 2").form?.name.text == "2")
  }

  /// What a command is to a person; those that are one thing have one name.
  private static func meaning(_ command: Command) -> String {
    switch command {
    case .quit, .back, .dropFilter: "leave, one step"
    case .troubleOnly, .problems: "only what is wrong"
    case .confirm, .keepChanges, .sendAgain: "yes"
    case .up, .previousField: "up"
    default: "\(command)"
    }
  }

  /// Letters that mean something else in one place, and why.
  private static let exceptions: [(context: Context, letters: String, reason: String)] = [
    (.picker, "rcgaf", "the matrix has rows, columns, groups and all of it; none of the board's commands is there"),
    (.pending, "af", "adopt and forget; nothing is marked there"),
    (.secret, "s", "save; nothing is sorted there"),
    (.backfill, "s", "save; nothing is sorted there"),
    (.pickerQuestion, "d", "discard; nothing is duplicated there"),
    (.coverage, "v", "the letter that leads there leads back"), (.log, "L", "the letter that leads there leads back"),
    (.companies, "o", "the letter that leads there leads back"),
    (.pending, "P", "the letter that leads there leads back"),
    (.backfill, "b", "the letter that leads there leads back"), (.sort, "s", "the letter that leads there leads back"),
    (.columns, "C", "the letter that leads there leads back"),
    (.backfill, "h", "nothing lies to the left but what one came from"),
    (.log, "h", "nothing lies to the left but the board"),
    (.companies, "h", "nothing lies to the left but the board"),
    (.pending, "h", "nothing lies to the left but the board"),
  ]

  @Test("A letter means one thing on all screens")
  func oneMeaning() {
    var meanings: [Character: Set<String>] = [:]
    for binding in Bindings.all {
      for case .character(let letter) in binding.keys where letter.isLetter {
        let isException = Self.exceptions.contains { $0.context == binding.context && $0.letters.contains(letter) }
        if !isException { meanings[letter, default: []].insert(Self.meaning(binding.command)) }
      }
    }
    for (letter, meanings) in meanings { #expect(meanings.count == 1, "\(letter): \(meanings.sorted())") }
    for exception in Self.exceptions {
      for letter in exception.letters {
        let own = Bindings.of(exception.context).first { $0.keys.contains(.character(letter)) }
        #expect(own.map { meanings[letter]?.contains(Self.meaning($0.command)) } != true, "\(letter) is no exception")
      }
    }
  }

  @Test("A key that does nothing is answered, but not where it is typed and not over an alert")
  func unknownKey() {
    let board = Fixture.board(Fixture.narrow)
    #expect(board.pressing("y").words.contains("y: no such key here, ? shows all"))
    #expect(board.pressing("Enter y").words.contains("y: no such key here"))
    #expect(board.pressing("Ctrl-X").words.contains("Ctrl-X: no such key here"))
    #expect(!board.pressing("/ y").words.contains("no such key"))
    #expect(!board.pressing("n y").words.contains("no such key"))
    #expect(PendingTests.found().pressing("y").words.contains("needs you"))
  }

  @Test("J and K go from one detail to the next as the board shows them; the board follows")
  func neighbours() {
    let detail = Fixture.board(Fixture.narrow).pressing("Enter J")
    #expect(detail.words.contains("ERP sync 801"))
    #expect(detail.pressing("Esc").board.selected?.id == .subscription(801))
    #expect(detail.pressing("K").words.contains("BI export 802"))
    #expect(detail.pressing("K K").words.contains("No subscription before this one."))
    let filtered = Fixture.board(Fixture.narrow).pressing("/").typing("state:ok,quiet").pressing("Enter Enter J J")
    #expect(filtered.words.contains("No subscription after this one."))
  }

  @Test("With marks set the footer is that of the marked, and E goes to their events")
  func marked() {
    let board = Fixture.board(Fixture.narrow).pressing("Space Space")
    #expect(board.words.contains("2 marked: p disable / enable E events Esc unmark"))
    #expect(board.pressing("E").words.contains("▸ add events"))
    #expect(Fixture.board(Fixture.narrow).pressing("E").words.contains("Mark rows first"))
  }

  @Test("The help screen has every key of the table")
  func help() {
    let size = Size(columns: 100, rows: 40)
    var seen = ""
    var state = Fixture.board(size).pressing("? Tab Home")
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
    // vim's, where no text is typed.
    let paging: [(Key, Command)] = [
      (.control("u"), .pageUp), (.control("d"), .pageDown), (.control("f"), .pageDown),
    ]
    for (key, command) in context.isTyping ? [] : paging { #expect(Bindings.command(for: key, in: context) == command) }
    for (key, command) in moves { #expect(Bindings.command(for: key, in: context) == command, "\(key.name)") }
  }

  @Test("Ctrl-C leaves from everywhere", arguments: ["", "n", "n Tab Tab Tab Enter", "/", "?", "T", "Enter"])
  func quit(keys: String) {
    #expect(Fixture.board(Fixture.narrow).pressing(keys + " Ctrl-C").exitReason == .quit)
  }

  @Test("In a window too small for anything the keys are dead, but for leaving")
  func tooSmall() {
    let state = Fixture.board(Fixture.narrow).after(.resized(Size(columns: 20, rows: 5)))
    #expect(state.screenText.contains("60x16"))
    #expect(state.pressing("n").screen == .board)
    #expect(state.pressing("q").exitReason == .quit)
    #expect(state.after(.resized(Fixture.narrow)).screenText.contains("ERP sync"))
  }
}
