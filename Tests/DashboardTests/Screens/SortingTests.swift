@testable import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct SortingTests {
  private func ids(_ state: State) -> [Int] { state.board.shown.compactMap(\.assessed?.id) }

  @Test("s sorts by any column, Space the other way round, and the cursor stays on its subscription")
  func sorting() {
    let state = Fixture.board(Fixture.narrow).pressing("Down s Down Enter")
    #expect(ids(state) == Array(801...809))
    #expect(state.board.selected?.id == .subscription(801))
    #expect(state.screenText.contains("sorted by ID"))
    let reversed = state.pressing("s Space")
    #expect(ids(reversed) == Array((801...809).reversed()))
    #expect(reversed.choices.look.order.text == "-id")
    #expect(reversed.board.selected?.id == .subscription(801))
  }

  @Test("The order is kept over refreshes, and a refresh sorts by it")
  func refreshed() {
    var changed = Fixture.subscriptions
    changed[8].name = "AAA first"
    let state = Fixture.board(Fixture.narrow).pressing("s Down Down Down Enter")
    #expect(state.choices.look.order.key == .column(.name))
    let after = state.after(.listLoaded(Fixture.list(changed.map { .readable($0) })))
    #expect(ids(after).first == 809)
  }

  @Test("Esc leaves the order as it was")
  func back() {
    #expect(Fixture.board(Fixture.narrow).pressing("s Down Esc").choices.look.order == SubscriptionOrder())
  }

  @Test("Columns are chosen with Space and seen at once; Esc brings back what was there")
  func columns() {
    let state = Fixture.board(Fixture.wide).pressing("C Space")
    #expect(state.choices.look.columns.contains(.id))
    #expect(state.pressing("Enter").screenText.contains("  ID "))
    #expect(state.pressing("Esc").choices.look.columns == BoardColumns.default)
  }

  @Test(
    "Where room is short columns give way in the stated order, and the end of retries stays to the last",
    arguments: 60...200)
  func givingWay(columns: Int) {
    for relative in [true, false] {
      var look = BoardLook()
      (look.columns, look.usesRelativeTimes) = (Set(SubscriptionColumn.ID.allCases), relative)
      let widths = ListWidths(Fixture.subscriptions.map { AssessedSubscription($0, at: ServerTime(now: Fixture.now)) })
      let all = BoardLayout(size: Size(columns: columns, rows: 24), look: look, count: 0, widths: widths).columns
      let ids = all.filter { $0.columns > 0 }.map(\.id)
      #expect(ids.contains(.state) && ids.contains(.name) && ids.contains(.givesUp))
      #expect(all.allSatisfy { $0.start + $0.columns <= columns })
      let gone = BoardColumns.givingWay.filter { !ids.contains($0) }
      #expect(gone == Array(BoardColumns.givingWay.prefix(gone.count)))
    }
  }
}

@Suite struct MarkTests {
  @Test("Space marks and goes one down, a marks all that are shown, Esc takes the marks away")
  func marks() {
    let state = Fixture.board(Fixture.narrow).pressing("Space Space")
    #expect(Set(state.board.marked.keys) == [802, 801])
    #expect(state.screenText.contains("2 marked"))
    #expect(state.pressing("Up Space").board.marked.count == 1)
    #expect(state.pressing("a").board.marked.count == 9)
    #expect(state.pressing("a a").board.marked.isEmpty)
    #expect(state.pressing("Esc").board.marked.isEmpty)
  }

  @Test("Esc drops the filter first, and the marks next")
  func oneAtATime() {
    let state = Fixture.board(Fixture.narrow).pressing("Space /").typing("erp").pressing("Enter Esc")
    #expect(state.board.filter.isEmpty)
    #expect(state.board.marked.count == 1)
  }

  @Test("Marks stay over refreshes, also on a subscription that is no longer listed")
  func vanished() {
    let state = Fixture.board(Fixture.narrow).pressing("Space").after(
      .listLoaded(Fixture.list(Fixture.subscriptions.filter { $0.id != 802 }.map { .readable($0) })))
    #expect(state.board.marked == [802: "BI export"])
  }

  @Test("What could not be read cannot be marked, and that is said")
  func unreadable() {
    let broken = UnreadableSubscription(position: 0, id: nil, problem: "`url` is missing")
    let state = Fixture.start(Fixture.wide).after(.listLoaded(Fixture.list([.unreadable(broken)]))).pressing("Space")
    #expect(state.board.marked.isEmpty)
    #expect(state.screenText.contains("could not be read"))
  }
}
