import FintoroWebhooks
import Foundation
import TerminalUI

/// Where things stand on the board at a size, from top to bottom: header, summary, column titles, list, rule, pane, what
/// is shown, footer. In a wide window the detail of the selected one stands beside the list instead of the pane below it.
struct BoardLayout: Equatable {
  let size: Size
  let look: BoardLook
  /// Subscriptions of the company. Not how many are shown: the line between list and pane stays where it is while a
  /// filter is typed.
  let count: Int
  let widths: ListWidths

  var summaryRow: Int { 1 }
  var titleRow: Int { 2 }
  var listTop: Int { 3 }
  var statusRow: Int { size.rows - 2 }

  /// Rows of the pane below the list. It gives way before the list does, and takes what a short list leaves empty.
  var paneRows: Int {
    let least =
      switch size.rows {
      case ..<20: 3
      case ..<28: 6
      default: 8
      }
    return max(least, statusRow - listTop - 1 - max(count, 3))
  }

  var listRows: Int { max(1, statusRow - listTop - (isSideBySide ? 0 : paneRows + 1)) }
  var isSideBySide: Bool { size.columns >= 160 }

  /// Columns of the list: all, or what it needs beside a detail. The detail takes what the list leaves, within reason.
  var listColumns: Int {
    guard isSideBySide else { return size.columns }
    // The strip takes nothing from the detail, whose time line of the retries says more.
    let needed = needs(shownIDs, isNarrow: false) + widths.name + widths.host
    return min(max(needed, size.columns - Self.paneColumns.upperBound), size.columns - Self.paneColumns.lowerBound)
  }

  private static let paneColumns = 62...100

  /// The row above the pane; beside the list it is that of the column titles.
  var ruleRow: Int { isSideBySide ? titleRow : listTop + listRows }
  var pane: Rect {
    isSideBySide
      ? Rect(column: listColumns + 2, row: listTop, columns: size.columns - listColumns - 3, rows: listRows)
      : Rect(column: 1, row: ruleRow + 1, columns: size.columns - 2, rows: paneRows)
  }
  /// Where a hint of the tour stands.
  var hint: Rect {
    isSideBySide
      ? Rect(column: pane.column, row: ruleRow, columns: pane.columns, rows: 1)
      : Rect(column: 0, row: ruleRow, columns: size.columns, rows: 1)
  }

  /// Whether the room is so narrow that titles and ages are shortened.
  var isNarrow: Bool { listColumns < 120 }

  struct Column: Equatable {
    let id: SubscriptionColumn.ID
    let start: Int
    let columns: Int
  }

  /// The chosen columns with their places. Where names would be cut short, whole columns give way.
  var columns: [Column] { places.columns }
  /// Where the strips of the last hours stand, a cell a column; nil where they have given way.
  var strip: (start: Int, columns: Int)? { places.strip }

  /// Both at once: each depends on what the other takes.
  var places: (columns: [Column], strip: (start: Int, columns: Int)?) {
    let (ids, cells) = fit
    let room = room(ids, cells)
    let nameColumns = ids.contains(.url) ? min(widths.name, room - widths.host) : min(widths.name, room)
    var at = Self.left
    var strip: (start: Int, columns: Int)?
    let columns = ids.map { id in
      let columns =
        switch SubscriptionColumns.column(id).width {
        case .text: max(Self.minNameColumns, nameColumns)
        case .rest: max(0, room - nameColumns)
        case let width: self.cells(width, isNarrow: isNarrow)
        }
      defer {
        at += columns + Self.gap
        // Beside the name, before the times.
        if id == .name, cells > 0 {
          strip = (at, cells)
          at += cells + Self.gap
        }
      }
      return Column(id: id, start: at, columns: columns)
    }
    return (columns, strip)
  }

  /// The columns that stay, and the cells of the strip. It gives way after the columns of counts and before the times.
  private var fit: (ids: [SubscriptionColumn.ID], strip: Int) {
    var ids = shownIDs
    var strip = stripCells
    let name = min(widths.name, Self.wholeNameColumns)
    func host() -> Int { ids.contains(.url) ? widths.host : 0 }
    for id in BoardColumns.givingWay where ids.contains(id) {
      let isTime = id != .url && !SubscriptionColumns.column(id).width.isCells
      if isTime { while strip > 0, room(ids, strip) < name + host() { strip = Self.shorterStrip(strip) } }
      // At the smallest sizes names are cut before a time goes.
      if room(ids, strip) < (isTime ? Self.minNameColumns : name) + host() { ids.removeAll { $0 == id } }
    }
    return (ids, strip)
  }

  /// What is left for names and URLs.
  private func room(_ ids: [SubscriptionColumn.ID], _ strip: Int) -> Int {
    listColumns - needs(ids, isNarrow: isNarrow) - (strip == 0 ? 0 : strip + Self.gap)
  }

  /// Whole minutes a cell: 15, 10 or 5. Beside a detail, which has the URL, the shortest has room earlier.
  private var stripCells: Int {
    switch listColumns {
    case ..<100: isSideBySide ? 12 : 0
    case ..<120: 12
    case ..<140: 18
    default: 36
    }
  }

  private static func shorterStrip(_ cells: Int) -> Int { cells > 18 ? 18 : cells > 12 ? 12 : 0 }

  /// Whether URLs have room for `https://`, which says the least.
  func showsScheme(columns: Int) -> Bool { columns >= widths.host + 20 }

  private static let left = 3
  private static let gap = 2
  private static let minNameColumns = 12
  /// Names up to this length are whole before a column of counts stays.
  private static let wholeNameColumns = 24

  private var shownIDs: [SubscriptionColumn.ID] {
    BoardColumns.all.filter { look.columns.contains($0) || BoardColumns.always.contains($0) }
  }

  /// What all columns but name and URL take, with the gaps and a free column at the right edge.
  private func needs(_ ids: [SubscriptionColumn.ID], isNarrow: Bool) -> Int {
    ids.reduce(Self.left + 1 - Self.gap) {
      $0 + cells(SubscriptionColumns.column($1).width, isNarrow: isNarrow) + Self.gap
    }
  }

  private func cells(_ width: SubscriptionColumn.Width, isNarrow: Bool) -> Int {
    switch width {
    case .cells(let count): count
    case .time(let age, let shortAge, let clock): look.usesRelativeTimes ? (isNarrow ? shortAge : age) : clock
    case .text, .rest: 0
    }
  }
}

extension SubscriptionColumn.Width {
  fileprivate var isCells: Bool { if case .cells = self { true } else { false } }
}

/// The longest texts of a list, in columns of the terminal: at most what the board would give them.
struct ListWidths: Equatable, Sendable {
  var name = 12
  var host = 12

  init() {}

  init(_ subscriptions: [AssessedSubscription]) {
    for assessed in subscriptions where name < Self.most || host < Self.most {
      name = max(name, Self.columns(assessed.subscription.displayName[...]))
      host = max(host, Self.columns(Self.host(assessed.subscription.url)))
    }
  }

  private static let most = 40

  /// With the port. By bytes: lists have thousands.
  private static func host(_ url: String) -> Substring {
    let bytes = url.utf8
    var start = bytes.startIndex
    if let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) {
      start = bytes.index(colon, offsetBy: 3)
    }
    return url[start..<(bytes[start...].firstIndex { "/?".utf8.contains($0) } ?? bytes.endIndex)]
  }

  private static func columns(_ text: Substring) -> Int {
    // What is longer in bytes than the limit mostly is so in columns; measuring exactly is for the rest.
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 && $0 >= 0x20 }
    return min(most, isASCII ? text.utf8.count : DisplayWidth.of(String(text.prefix(80))))
  }
}

extension World {
  /// Where things stand on the board now.
  var boardLayout: BoardLayout {
    BoardLayout(size: size, look: choices.look, count: list.rows?.count ?? 0, widths: list.widths)
  }
}
