import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

/// The first row: what it tells, and what gives way.
@Suite struct HeaderTests {
  private static func board(_ columns: Int) -> State { Fixture.board(Size(columns: columns, rows: 24)) }

  @Test("The five screens are named with their counts; the one that is shown, or lies below, has brackets")
  func tabs() {
    let board = Self.board(130)
    #expect(board.header.contains("[1 Board] 2 Coverage 44  3 Log  4 Companies  5 Pending"))
    #expect(board.pressing("Enter").header.contains("[1 Board] 2 Coverage"))
    #expect(board.pressing("v").header.contains(" 1 Board [2 Coverage 44] 3 Log"))
    #expect(board.pressing("v Enter").header.contains("[2 Coverage 44]"))
    #expect(Self.board(111).header.contains("[1] 2:44 3 4 5"))
  }

  @Test("The log tells how much of it was not seen yet; looking at it ends that")
  func unseen() {
    let changed = WatchLogTests.changed(Size(columns: 130, rows: 40))
    #expect(changed.header.contains("3 Log •"))
    #expect(!changed.pressing("L").header.contains("•"))
    #expect(!changed.pressing("L Esc").header.contains("•"))
    #expect(WatchLogTests.changed(Fixture.narrow).header.contains(" 3• "))
  }

  @Test("Other companies in trouble are counted with their worst state, and creates that wait")
  func troubles() {
    let companies = Fixture.companies(Size(columns: 130, rows: 24)).pressing("o Esc")
      .after(.listLoaded(Fixture.list([.readable(Fixture.erp)])), of: "beta")
    #expect(companies.state.header.contains("4 Companies 1✖"))
    #expect(PendingTests.found(Size(columns: 130, rows: 24)).header.contains("5 Pending 1"))
  }

  @Test("Company, freshness and the mark of pending creates never give way", arguments: 60...140)
  func neverGiveWay(columns: Int) {
    let size = Size(columns: columns, rows: 24)
    for state in [PendingTests.found(size), PendingTests.found(size).after(Fixture.failure(.unreachable(.refused)))] {
      let isPending = state.header.contains("5:1") || state.header.contains("5 Pending 1")
      let isFresh = state.header.contains("● live") || state.header.contains("✖ offline since 14:10:00")
      #expect(state.header.contains("Acme s.r.o.") && isPending && isFresh, "\(state.header)")
    }
  }

  @Test("The word hooktop goes first, then the profile, then the tabs")
  func order() {
    var state = PendingTests.found(Size(columns: 80, rows: 24))
    var seen: [[Bool]] = []
    for length in 1...60 {
      state.session.company = String(repeating: "A", count: length)
      let header = state.header
      let has = ["hooktop", "· prod", "[1]"].map { header.contains($0) }
      if seen.last != has { seen.append(has) }
    }
    #expect(
      seen == [[true, true, true], [false, true, true], [false, false, true], [false, false, false]])
  }

  @Test("A click on one of the five goes there, but not while text is typed or a dialog asks")
  func clicks() throws {
    let board = Self.board(80)
    let text = try #require(board.header.range(of: "2:44"))
    let column = board.header.distance(from: board.header.startIndex, to: text.lowerBound)
    let at = Frame.Position(column: column, row: 0)
    #expect(board.clicking(at) == board.pressing("2"))
    for busy in [board.pressing("/"), board.pressing("n"), board.pressing("s")] { #expect(busy.clicking(at) == busy) }
  }
}
