internal import CNCurses
import Glibc
import TerminalUI

/// Turns cells of a frame into cells of ncurses, for one terminal.
struct CellPainter {
  /// How ncurses draws a cell.
  fileprivate struct Rendition {
    var attributes: attr_t
    var pair: Int32
  }

  private(set) var isASCII: Bool
  /// Whether the locale has more than ASCII.
  let isUTF8: Bool
  private let depth: ColorDepth
  private var pairs: ColorPairs
  private var renditions: [Style: Rendition] = [:]
  private var lastRendition: (style: Style, rendition: Rendition)?

  init(isASCII: Bool, isUTF8: Bool, depth: ColorDepth, pairs: ColorPairs) {
    self.isASCII = isASCII || !isUTF8
    self.isUTF8 = isUTF8
    self.depth = depth
    self.pairs = pairs
  }

  /// Afterwards the whole screen must be drawn again.
  mutating func draw(asciiOnly: Bool) { isASCII = asciiOnly || !isUTF8 }

  /// Forgets all colours. Afterwards the whole screen must be drawn again.
  mutating func resetColors() {
    pairs.reset()
    renditions = [:]
    lastRendition = nil
  }

  /// Appends the cells of one run. The last column of the window is never crossed.
  /// - Returns: false when there are more colour pairs than the terminal has; then call `resetColors`.
  mutating func paint(_ cells: ArraySlice<Cell>, into line: inout [cchar_t]) -> Bool {
    var isComplete = true
    for index in cells.indices {
      let cell = cells[index]
      guard let character = cell.character else {
        // ncurses makes the right half of a wide character itself. One that cannot be drawn becomes two marks.
        if line.isEmpty || !drawsWide(cells[index - 1]) {
          line.append(rendition(of: cell.style, &isComplete).cell(["?"]))
        }
        continue
      }
      if let byte = character.asciiValue, byte >= 0x20 {
        line.append(rendition(of: cell.style, &isComplete).cell(byte))
        continue
      }
      let isWide = index + 1 < cells.endIndex && cells[index + 1].character == nil
      line.append(rendition(of: cell.style, &isComplete).cell(scalars(character, columns: isWide ? 2 : 1)))
    }
    return isComplete
  }

  private func drawsWide(_ cell: Cell) -> Bool {
    cell.character.map { scalars($0, columns: 2).first != "?" } ?? false
  }

  /// The character itself if the C library, by which ncurses counts, gives it that many columns; else its fallback.
  private func scalars(_ character: Character, columns: Int32) -> [Unicode.Scalar] {
    if character.isASCII || isASCII { return Array(ASCIIFallback.character(for: character).unicodeScalars.prefix(1)) }
    let all = character.unicodeScalars
    guard let base = all.first, wcwidth(wchar_t(bitPattern: base.value)) == columns else {
      return columns == 1 ? Array(ASCIIFallback.character(for: character).unicodeScalars.prefix(1)) : ["?"]
    }
    let marks = all.dropFirst().prefix(VisibleText.maxCombiningMarks)
      .filter { wcwidth(wchar_t(bitPattern: $0.value)) == 0 }
    return [base] + marks
  }

  private mutating func rendition(of style: Style, _ isComplete: inout Bool) -> Rendition {
    if let lastRendition, lastRendition.style == style { return lastRendition.rendition }
    let rendition = renditions[style] ?? makeRendition(style, &isComplete)
    lastRendition = (style, rendition)
    return rendition
  }

  private mutating func makeRendition(_ style: Style, _ isComplete: inout Bool) -> Rendition {
    let look = CellLook(style, depth: depth)
    var attributes: attr_t = 0
    if look.attributes.contains(.bold) { attributes |= hooktop_bold() }
    if look.attributes.contains(.underline) { attributes |= hooktop_underline() }
    if look.attributes.contains(.reverse) { attributes |= hooktop_reverse() }
    if look.attributes.contains(.dim) { attributes |= hooktop_dim() }
    guard depth != .mono else { return keep(Rendition(attributes: attributes, pair: 0), for: style) }
    guard let pair = pairs.number(look) else {
      isComplete = false
      return Rendition(attributes: attributes, pair: 0)
    }
    return keep(Rendition(attributes: attributes, pair: pair), for: style)
  }

  private mutating func keep(_ rendition: Rendition, for style: Style) -> Rendition {
    if renditions.count >= 4_096 { renditions = [:] }
    renditions[style] = rendition
    return rendition
  }
}

extension CellPainter.Rendition {
  /// The same for nearly all cells, without arrays.
  fileprivate func cell(_ byte: UInt8) -> cchar_t {
    var cell = cchar_t()
    withUnsafePointer(to: (wchar_t(byte), wchar_t(0))) { text in
      text.withMemoryRebound(to: wchar_t.self, capacity: 2) { _ = hooktop_set_cell(&cell, $0, attributes, pair) }
    }
    return cell
  }

  fileprivate func cell(_ scalars: [Unicode.Scalar]) -> cchar_t {
    var cell = cchar_t()
    let text = scalars.map { wchar_t(bitPattern: $0.value) } + [0]
    hooktop_set_cell(&cell, text, attributes, pair)
    return cell
  }
}
