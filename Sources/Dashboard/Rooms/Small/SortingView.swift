import FintoroWebhooks
import TerminalUI

/// The dialogs of order and columns, over the board.
enum SortingView {
  static func draw(_ choice: SortChoice, _ state: State, in canvas: inout Canvas) {
    let rows = SubscriptionOrder.keys.enumerated().map { index, key in
      let isNow = key == state.board.order.key
      let note = isNow ? (state.board.order.isReversed ? "now, reversed" : "now") : ""
      return ChoiceList.Line(text: key.title, aside: note)
    }
    ChoiceList(
      title: "Sort by", lines: rows, index: choice.index, note: "Enter sorts · Space the other way round · Esc back"
    ).draw(in: &canvas)
  }

  static func draw(_ choice: ColumnChoice, _ state: State, in canvas: inout Canvas) {
    let layout = state.boardLayout
    let drawn = Set(
      layout.columns(state.board.columns, relativeTimes: state.board.usesRelativeTimes).filter { $0.columns > 0 }
        .map(\.id))
    let rows = ColumnChoice.offered.map { id in
      let isChosen = state.board.columns.contains(id)
      let title = SubscriptionColumns.column(id).title.lowercased()
      return ChoiceList.Line(
        text: "\(isChosen ? "[x]" : "[ ]") \(title)", aside: isChosen && !drawn.contains(id) ? "no room now" : "")
    }
    ChoiceList(
      title: "Columns", lines: rows, index: choice.index,
      note: "Space shows or hides · Enter done · Esc as before. State and name always stand there."
    ).draw(in: &canvas)
  }
}
