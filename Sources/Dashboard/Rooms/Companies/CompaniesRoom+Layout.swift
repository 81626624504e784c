import TerminalUI

extension CompaniesRoom {
  /// From top to bottom: column titles, companies, rule, the selected company's troubles, message, footer.
  struct Layout {
    enum ID { case state, profile, company, failing, risk, check, ok, pending, loss, freshness, news }

    struct Column {
      let id: ID
      let title: String
      let start: Int
      let columns: Int
      var isNumber: Bool { [.failing, .risk, .check, .ok, .pending].contains(id) }
    }

    let size: Size
    /// The number of companies.
    let count: Int
    /// Whether any of them has a pending create.
    let hasPending: Bool

    init(_ world: World, _ size: Size) {
      self.size = size
      count = world.companies.count
      hasPending = world.companies.contains { $0.pending > 0 }
    }

    var listTop: Int { 2 }
    /// The list takes the rows it needs, but leaves some of them for the troubles.
    var listRows: Int { max(1, min(count, size.rows - 4 - min(12, size.rows / 3))) }
    var ruleRow: Int { listTop + listRows }
    var pane: Rect {
      Rect(column: 1, row: ruleRow + 1, columns: size.columns - 2, rows: size.rows - 3 - ruleRow)
    }

    var isNarrow: Bool { size.columns < 128 }

    /// Columns about trouble are shown at every width. Names share the rest, and news are shown where room is left.
    var columns: [Column] {
      let numbers: [(ID, String, Int, Int)] =
        isNarrow
        ? [(.failing, "FAIL", 4, 1), (.risk, "RISK", 4, 2), (.check, "CHECK", 5, 1), (.ok, "OK", 4, 2)]
        : [(.failing, "FAILING", 7, 2), (.risk, "AT RISK", 7, 2), (.check, "TO CHECK", 8, 2), (.ok, "OK", 4, 3)]
      // In the smallest windows, the counts of healthy subscriptions and the company's name are left out first.
      let isTight = size.columns < 78
      // What is pending is never left out, and takes no room where nothing is.
      let pending: [(ID, String, Int, Int)] =
        hasPending ? [(.pending, isNarrow ? "PEND" : "PENDING", isNarrow ? 4 : 7, 2)] : []
      let shown =
        (size.columns < 100 ? numbers.filter { $0.0 == .failing || ($0.0 == .risk && !isTight) } : numbers) + pending
      let freshness = isTight ? 14 : isNarrow ? 16 : 37
      let loss = isTight ? 11 : isNarrow ? 12 : 17
      let fixed = 3 + 11 + 2 + shown.reduce(0) { $0 + $1.2 + $1.3 } + loss + 2 + freshness + 1
      let room = max(8, size.columns - fixed - 3)
      let profile = isTight ? min(20, room) : min(20, room * 2 / 5)
      let company = isTight ? 0 : min(36, room - profile)
      let news = room - profile - company - 2
      var at = 3
      let all: [(ID, String, Int, Int)] =
        [(.state, "WORST", 11, 2), (.profile, "PROFILE", profile, 2)]
        + (isTight ? [] : [(.company, "COMPANY", company, 1)]) + shown
        + [(.loss, "MAY LOSE", loss, isTight ? 1 : 2), (.freshness, "FRESHNESS", freshness, 2)]
        + (news < 16 ? [] : [(.news, "NEWS", news, 0)])
      return all.map { id, title, columns, gap in
        defer { at += columns + gap }
        return Column(id: id, title: title, start: at, columns: columns)
      }
    }
  }
}
