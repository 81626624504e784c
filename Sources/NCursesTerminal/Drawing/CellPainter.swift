internal import CNCurses
import Glibc
import TerminalUI

/// Cells of a frame → cells of ncurses, for one terminal.
struct CellPainter {
  fileprivate struct CellInk {
    var attributes: attr_t
    var pair: Int32
  }

  private var isASCII: Bool
  /// Whether the locale has more than ASCII.
  private let isUTF8: Bool
  private let depth: ColorDepth
  private var pairs: ColorPairs
  private var inks: [Style: CellInk] = [:]
  private var lastInk: (style: Style, ink: CellInk)?

  init(isASCII: Bool, isUTF8: Bool, depth: ColorDepth, pairs: ColorPairs) {
    self.isASCII = isASCII || !isUTF8
    self.isUTF8 = isUTF8
    self.depth = depth
    self.pairs = pairs
  }

  /// Everything on the screen must be drawn anew.
  mutating func draw(asciiOnly: Bool) { isASCII = asciiOnly || !isUTF8 }

  /// Forgets all colours. Everything on the screen must be drawn anew.
  mutating func resetColors() {
    pairs.reset()
    inks = [:]
    lastInk = nil
  }

  /// Appends the cells of one run. The last column of the window is never crossed.
  /// - Returns: false when there are more colours than the terminal can tell apart; then `resetColors` helps.
  mutating func paint(_ cells: ArraySlice<Cell>, into line: inout [cchar_t]) -> Bool {
    var isComplete = true
    for index in cells.indices {
      let cell = cells[index]
      guard let character = cell.character else {
        // ncurses makes the right half of a wide character itself. Two signs stand for one that cannot be drawn.
        if line.isEmpty || !drawsWide(cells[index - 1]) { line.append(ink(cell.style, &isComplete).cell(["?"])) }
        continue
      }
      let isWide = index + 1 < cells.endIndex && cells[index + 1].character == nil
      line.append(ink(cell.style, &isComplete).cell(scalars(character, columns: isWide ? 2 : 1)))
    }
    return isComplete
  }

  private func drawsWide(_ cell: Cell) -> Bool {
    cell.character.map { scalars($0, columns: 2).first != "?" } ?? false
  }

  /// What is drawn for a character: itself, when the C library, by which ncurses counts, gives it as many columns.
  private func scalars(_ character: Character, columns: Int32) -> [Unicode.Scalar] {
    if character.isASCII || isASCII { return Array(ASCIIFallback.character(for: character).unicodeScalars.prefix(1)) }
    let all = character.unicodeScalars
    guard let base = all.first, wcwidth(wchar_t(bitPattern: base.value)) == columns else { return ["?"] }
    let marks = all.dropFirst().prefix(VisibleText.maxCombiningMarks)
      .filter { wcwidth(wchar_t(bitPattern: $0.value)) == 0 }
    return [base] + marks
  }

  private mutating func ink(_ style: Style, _ isComplete: inout Bool) -> CellInk {
    if let lastInk, lastInk.style == style { return lastInk.ink }
    let ink = inks[style] ?? makeInk(style, &isComplete)
    lastInk = (style, ink)
    return ink
  }

  private mutating func makeInk(_ style: Style, _ isComplete: inout Bool) -> CellInk {
    let look = CellLook(style, depth: depth)
    var attributes: attr_t = 0
    if look.attributes.contains(.bold) { attributes |= hooktop_bold() }
    if look.attributes.contains(.underline) { attributes |= hooktop_underline() }
    if look.attributes.contains(.reverse) { attributes |= hooktop_reverse() }
    guard depth != .mono else { return keep(CellInk(attributes: attributes, pair: 0), for: style) }
    guard let pair = pairs.number(look) else {
      isComplete = false
      return CellInk(attributes: attributes, pair: 0)
    }
    return keep(CellInk(attributes: attributes, pair: pair), for: style)
  }

  private mutating func keep(_ ink: CellInk, for style: Style) -> CellInk {
    if inks.count >= 4_096 { inks = [:] }
    inks[style] = ink
    return ink
  }
}

extension CellPainter.CellInk {
  fileprivate func cell(_ scalars: [Unicode.Scalar]) -> cchar_t {
    var cell = cchar_t()
    let text = scalars.map { wchar_t(bitPattern: $0.value) } + [0]
    hooktop_set_cell(&cell, text, attributes, pair)
    return cell
  }
}
