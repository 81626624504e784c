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
      guard let scalar = cell.scalar else {
        // ncurses makes the right half of a wide character itself. One that cannot be drawn becomes two marks.
        if line.isEmpty || !drawsWide(cells[index - 1]) {
          line.append(rendition(of: cell.style, &isComplete).cell("?"))
        }
        continue
      }
      let rendition = rendition(of: cell.style, &isComplete)
      let isWide = index + 1 < cells.endIndex && cells[index + 1].isRightHalf
      let base = drawable(scalar, of: cell, columns: isWide ? 2 : 1)
      guard cell.hasMarks, !isASCII, base == scalar else {
        line.append(rendition.cell(base))
        continue
      }
      let marks = cell.marks.filter { wcwidth(wchar_t(bitPattern: $0.value)) == 0 }
      line.append(rendition.cell([base] + marks))
    }
    return isComplete
  }

  private func drawsWide(_ cell: Cell) -> Bool {
    cell.scalar.map { drawable($0, of: cell, columns: 2) == $0 } ?? false
  }

  /// The first scalar of a cell's character if the C library, by which ncurses counts, gives it that many columns; else
  /// what is drawn in its place, without marks.
  private func drawable(_ scalar: Unicode.Scalar, of cell: Cell, columns: Int32) -> Unicode.Scalar {
    if scalar.value >= 0x20, scalar.value < 0x7F, !(isASCII && cell.hasMarks) { return scalar }
    if !isASCII, wcwidth(wchar_t(bitPattern: scalar.value)) == columns { return scalar }
    guard columns == 1 || isASCII, let character = cell.character else { return "?" }
    return ASCIIFallback.character(for: character).unicodeScalars.first ?? "?"
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
  fileprivate func cell(_ scalar: Unicode.Scalar) -> cchar_t {
    var cell = cchar_t()
    withUnsafePointer(to: (wchar_t(bitPattern: scalar.value), wchar_t(0))) { text in
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
