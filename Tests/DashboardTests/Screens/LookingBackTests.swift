import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import TestSupport
import Testing

@Suite("Looking back")
struct LookingBackTests {
  /// What was known at a moment of the fixture's past.
  private static func known(secondsAgo: Double) -> PastBoard? {
    let (past, at) = (MadeUpPast(of: Fixture.subscriptions, at: Fixture.now), Fixture.now - secondsAgo)
    // What is read of a history: what was in force some hours before, and all since.
    let histories = past.histories.map { history in
      let first = history.observations.lastIndex { $0.at <= StripSpan.hours3.start(endingAt: at) } ?? 0
      return SubscriptionHistory(id: history.id, Array(history.observations[first...]))
    }
    return PastBoard(at: at, histories, watched: past.watched) { _ in HealthLimits() }
  }

  /// The board at 12:07:10, when ERP sync began to fail.
  static func past(_ size: Size = Fixture.wide, secondsAgo: Double = 7_370) -> State {
    Fixture.board(size).pressing(",")
      .after(.pastFound(.before(Fixture.now), known(secondsAgo: secondsAgo)))
  }

  private func reading(_ effects: [Effect]) -> Bool {
    effects.allSatisfy {
      switch $0 {
      case .loadPast, .loadEvents, .lookBack, .copyText, .useTerminal, .suspend, .openCompany: true
      default: false
      }
    }
  }

  @Test("The comma goes to the change before, the point to the one after, each with an F key")
  func asks() {
    for key: Key in [",", .function(6)] {
      var board = Fixture.board(Fixture.wide)
      #expect(board.effects(of: .keyPressed(key)) == [.lookBack(.before(Fixture.now))])
    }
    var past = Self.past()
    let at = Fixture.now.addingTimeInterval(-7_370)
    #expect(past.effects(of: .keyPressed(",")).contains(.lookBack(.before(at))))
    for key: Key in [".", .function(7)] {
      #expect(past.effects(of: .keyPressed(key)).contains(.lookBack(.after(at, until: Fixture.now))))
    }
    #expect(Fixture.board(Fixture.wide).pressing(".").words.contains("This is now"))
  }

  @Test("The board stands as it was then: states, strips, and what changed at that moment")
  func shown() {
    let past = Self.past()
    #expect(past.words.contains("PAST 12:07:10"))
    #expect(past.words.contains("ERP sync ok → failing."))
    #expect(past.board.selected?.id == .subscription(801))
    let row = past.screenText.split(separator: "\n").first { $0.contains("ERP sync ") } ?? ""
    #expect(row.contains("✖ failing") && row.contains("▁█") && row.contains("1 min ago"))
    // It came to be an hour later.
    #expect(!past.screenText.contains("BI export"))
  }

  @Test("Its gaps are those that were open then, by what had been decided, and no sentence names the key of the sheet")
  func gaps() throws {
    // Half an hour after deliveries of the DWH were accepted again.
    let past = Self.past(secondsAgo: 5_400).pressing("/").typing("is:gap id:803").pressing("Enter Down")
    #expect(past.board.shown.map(\.id) == [.subscription(803)])
    #expect(
      past.words.contains("1 gap to fetch: events from") && past.words.contains("may be lost; first known failure"))
    #expect(past.pressing("Enter").words.contains("to fetch, retries until"))
    #expect(Self.past(secondsAgo: 8_000).pressing("/").typing("is:gap id:803").pressing("Enter").board.shown.isEmpty)
    #expect(Fixture.board(Fixture.wide).pressing("Down").words.contains("(b)"))
    for ago in stride(from: 600.0, to: 10_000, by: 600) {
      for row in Self.past(secondsAgo: ago).board.shown {
        guard let id = row.assessed?.id else { continue }
        let words = Self.past(secondsAgo: ago).pressing("/").typing("id:\(id)").pressing("Enter Down").words
        #expect(!words.contains("(b)"), "\(id) \(ago) s ago")
      }
    }
  }

  @Test("PAST stands on every screen and over every dialog", arguments: ["Enter", "v", "L", "?", "T", "s", ":", "/"])
  func everyScreen(keys: String) {
    #expect(Self.past().pressing(keys).words.contains("PAST 12:07:10"))
  }

  @Test(
    "Whatever would change something says why it does nothing",
    arguments: [
      "n", "e", "p", "u", "R", "D", "d", "b", "m", "E", "Space", "a", "A", "r", "z", "o", "P", "S", "F4", "F8",
    ])
  func locked(key: String) throws {
    var past = Self.past()
    let effects = past.effects(of: .keyPressed(try #require(Key(name: key))))
    #expect(reading(effects))
    #expect(past.words.contains("not in the past. This is how it was at 12:07:10; Esc goes back to now."))
    #expect(past.isPast && past.modal == nil && past.context == .board)
  }

  @Test("Footer, help and palette name only what works in the past, and Esc as the way to now")
  func offered() {
    for keys in ["", "Enter", "v", "L"] {
      let place = Self.past().pressing(keys).context
      let help = Self.past().pressing(keys + " ?").words
      let refused = Bindings.of(place).filter { binding in
        Self.past().pressing(keys).after(.keyPressed(binding.keys[0])).words.contains("not in the past")
      }
      #expect(!refused.isEmpty)
      for binding in refused {
        #expect(!help.contains("\(binding.keyNames) \(binding.shortName)"), "\(binding.shortName)")
        #expect(!Self.past().pressing(keys + " :").words.contains(binding.help), "\(binding.help)")
      }
    }
    #expect(Self.past().pressing("?").words.contains("Esc now"))
    #expect(Self.past().pressing(":").typing("now").words.contains("clear the filter, then back to now"))
    #expect(!Self.past().pressing(":").typing("erp delete").words.contains("delete ERP sync"))
    #expect(Self.past().pressing("Enter").words.contains("PAST: , earlier . later Esc back"))
  }

  @Test("The moment of the past is not called now, nor is the log's the start of this run")
  func moment() {
    let past = Self.past(secondsAgo: 7_369.5)
    #expect(past.words.contains("then") && past.pressing("Enter").knowingPast().words.contains("▲"))
    for keys in ["", "Enter", "Enter End"] {
      let text = past.pressing(keys).knowingPast().screenText.replacing("Esc now", with: "")
      #expect(text.firstMatch(of: /\bnow\b/) == nil, "\(keys)")
    }
    let log = past.pressing("L").knowingEvents().words
    #expect(!log.contains("This run began") && !log.contains("Today"))
  }

  @Test("Nothing that is done in the past asks for more than reading", arguments: 0..<20)
  func onlyReads(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let keys: [Key] = Bindings.all.flatMap(\.keys).filter { $0 != .control("c") && $0 != .function(10) && $0 != "q" }
    var state = Self.past()
    for _ in 0..<200 {
      guard let key = keys.randomElement(using: &random) else { return }
      let effects = state.effects(of: .keyPressed(key))
      if !state.isPast { state = Self.past() } else { #expect(reading(effects), "\(key.name)") }
    }
  }

  @Test("Esc goes back to now as it was left, and so does the point after the newest change")
  func back() {
    let board = Fixture.board(Fixture.wide).pressing("/").typing("erp").pressing("Enter")
    let past = board.pressing(",").after(.pastFound(.before(Fixture.now), Self.known(secondsAgo: 7_370)))
    #expect(past.board.filter == "erp")
    #expect(past.pressing("Esc").board.filter == "")
    let now = past.pressing("Esc Esc")
    #expect(!now.isPast && now.board.filter == "erp")
    let later = past.after(.pastFound(.after(Fixture.now, until: Fixture.now), nil))
    #expect(!later.isPast)
  }

  @Test("The board of now goes on behind it, and choices made in the past stay")
  func goesOn() {
    var list = Fixture.subscriptions
    list[8].lastFailureAt = Timestamp(Fixture.now.addingTimeInterval(10))
    let past = Self.past().at(15).after(Fixture.answer(asked: 15, received: 15, list)).pressing("t")
    #expect(past.isPast && past.now == Fixture.now.addingTimeInterval(-7_370))
    let now = past.pressing("Esc")
    #expect(now.list.subscription(809)?.health.state == .failing)
    #expect(now.now == Fixture.now.addingTimeInterval(15))
    #expect(!now.choices.look.usesRelativeTimes)
  }

  @Test("Where nobody watched, the moment says since when, and the rows look old")
  func unwatched() {
    let past = Self.past(secondsAgo: 16 * 86_400)
    #expect(past.words.contains("ot watched since 1 Mar 14:10:00"))
    #expect(!past.world.isLive)
  }

  @Test("Nothing further back, nothing known and history that is off are said, and the board stays at now")
  func nothing() {
    let board = Fixture.board(Fixture.wide)
    #expect(board.after(.pastFound(.before(Fixture.now), nil)).words.contains("Nothing further back is known."))
    #expect(board.after(.pastFound(.at(Fixture.now), nil)).words.contains("Nothing is known of 14:10:00"))
    var off = board.after(.historyOff(problem: "History is off: the disk is full."))
    #expect(off.effects(of: .keyPressed(",")) == [])
    #expect(off.words.contains("The past is not known. History is off: the disk is full."))
  }

  @Test("A start at a moment asks for it once the history can be read")
  func opens() {
    var state = Fixture.start(Fixture.wide)
    state.opensAt = Fixture.now.addingTimeInterval(-3_600)
    #expect(state.start().allSatisfy { if case .lookBack = $0 { false } else { true } })
    let asked = Effect.lookBack(.at(Fixture.now.addingTimeInterval(-3_600)))
    #expect(state.effects(of: .historyLoaded(RecentHistory())).contains(asked))
    #expect(!state.effects(of: .historyLoaded(RecentHistory())).contains(asked))
  }

  @Test("Leaving hooktop from the past leaves it")
  func quit() {
    #expect(Self.past().pressing("q").isFinished)
    #expect(Self.past().pressing("Enter Ctrl-C").isFinished)
    #expect(Self.past().after(.signalled(15)).exitReason == .signal(15))
  }

  @Test("While something is being changed nobody looks back")
  func busy() {
    var sent = FormTests.filled(Fixture.wide).pressing("Enter Esc")
    #expect(sent.effects(of: .keyPressed(",")) == [])
    #expect(sent.words.contains("look back when that is done"))
  }
}
