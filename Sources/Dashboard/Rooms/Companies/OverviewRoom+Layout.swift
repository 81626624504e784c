import TerminalUI

extension OverviewRoom {
  /// Where things stand: column titles, companies, rule, the selected one's troubles, message, footer.
  struct Layout {
    enum ID { case state, profile, company, failing, watch, notice, ok, freshness, news }

    struct Column {
      let id: ID
      let title: String
      let start: Int
      let columns: Int
      var isNumber: Bool { [.failing, .watch, .notice, .ok].contains(id) }
    }

    let size: Size
    /// How many companies there are.
    let count: Int

    var listTop: Int { 2 }
    /// The list takes what it needs, but leaves the troubles a part of the room.
    var listRows: Int { max(1, min(count, size.rows - 4 - min(12, size.rows / 3))) }
    var ruleRow: Int { listTop + listRows }
    var pane: Rect {
      Rect(column: 1, row: ruleRow + 1, columns: size.columns - 2, rows: size.rows - 3 - ruleRow)
    }

    var isNarrow: Bool { size.columns < 112 }

    /// What is said of the trouble stands at every width; names share what is left, and news come where there is room.
    var columns: [Column] {
      let numbers: [(ID, String, Int, Int)] =
        isNarrow
        ? [(.failing, "FAIL", 4, 1), (.watch, "WATCH", 5, 1), (.notice, "NOTE", 4, 1), (.ok, "OK", 4, 2)]
        : [(.failing, "FAILING", 7, 2), (.watch, "WATCH", 5, 2), (.notice, "NOTICE", 6, 2), (.ok, "OK", 4, 3)]
      // Where the smallest windows have no room, what is well and who it is called besides its profile go first.
      let isTight = size.columns < 78
      let shown = isTight ? numbers.filter { $0.0 == .failing || $0.0 == .watch } : numbers
      let freshness = isNarrow ? 17 : 37
      let fixed = 3 + 11 + 2 + shown.reduce(0) { $0 + $1.2 + $1.3 } + freshness + 1
      let room = max(8, size.columns - fixed - 3)
      let profile = isTight ? min(20, room) : min(20, room * 2 / 5)
      let company = isTight ? 0 : min(36, room - profile)
      let news = room - profile - company - 2
      var at = 3
      let all: [(ID, String, Int, Int)] =
        [(.state, "WORST", 11, 2), (.profile, "PROFILE", profile, 2)]
        + (isTight ? [] : [(.company, "COMPANY", company, 1)]) + shown
        + [(.freshness, "FRESHNESS", freshness, 2)] + (news < 16 ? [] : [(.news, "NEWS", news, 0)])
      return all.map { id, title, columns, gap in
        defer { at += columns + gap }
        return Column(id: id, title: title, start: at, columns: columns)
      }
    }
  }
}
