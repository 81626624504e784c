import TerminalUI

/// A frame as SVG: every text at its cell, lines, blocks and the signs of a strip as shapes, since fonts draw those with
/// gaps. It follows the reader's choice of light or dark, and its text can be selected.
struct FrameSVG {
  /// The same screen in a theme for light pages and in one for dark pages.
  let light: Frame
  let dark: Frame

  /// A style on both grounds.
  private struct Look: Hashable {
    var light: Style
    var dark: Style
  }

  /// Neighbouring cells of one look, which are drawn by one element.
  private struct Run {
    var column: Int
    var text: String
    var columns: Int
    var look: Look

    /// Without the blank at its end.
    var trimmed: Run {
      let text = text.hasSuffix(" ") ? String(text.dropLast()) : text
      return Run(column: column, text: text, columns: text.count, look: look)
    }
  }

  private static let cell = (width: 8, height: 17)
  private static let baseline = 13
  private static let font = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"

  /// - Parameter title: what it shows, for those who do not see it.
  func text(title: String) -> String {
    let (width, height) = (light.size.columns * Self.cell.width, light.size.rows * Self.cell.height)
    var classes = Classes()
    var shapes: [String] = []
    for row in 0..<light.size.rows {
      shapes += grounds(row, &classes) + figures(row, &classes) + texts(row, &classes)
    }
    let head = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
      role="img" font-family="\(Self.font)" font-size="13">
      <title>\(Self.escaped(title))</title>
      <style>
      text{white-space:pre}
      """
    let page = classes.name(ground: Look(light: pageStyle(light), dark: pageStyle(dark)))
    return ([head] + classes.rules + ["</style>", "<rect class=\"\(page)\" width=\"100%\" height=\"100%\"/>"] + shapes)
      .joined(separator: "\n") + "\n</svg>\n"
  }

  private func pageStyle(_ frame: Frame) -> Style { frame[frame.size.columns - 1, 3].style.shown }

  private func look(_ column: Int, _ row: Int) -> Look {
    Look(light: light[column, row].style.shown, dark: dark[column, row].style.shown)
  }

  // MARK: Backgrounds

  private func grounds(_ row: Int, _ classes: inout Classes) -> [String] {
    let page = (pageStyle(light).background, pageStyle(dark).background)
    return runs(row) { character, look in
      (look.light.background, look.dark.background) == page ? nil : character
    } isJoined: {
      $0.light.background == $1.light.background && $0.dark.background == $1.dark.background
    }.map { run in
      Self.rect(
        classes.name(ground: run.look), x: run.column * Self.cell.width, y: row * Self.cell.height,
        width: run.columns * Self.cell.width, height: Self.cell.height)
    }
  }

  // MARK: Texts

  private func texts(_ row: Int, _ classes: inout Classes) -> [String] {
    let y = row * Self.cell.height + Self.baseline
    let words = runs(row) { character, _ in
      Shape.all[character] == nil ? character : nil
    } isJoined: {
      $0 == $1
    }.flatMap(Self.split)
    guard !words.isEmpty else { return [] }
    let spans = words.map { run in
      let length = run.columns > 1 ? " textLength=\"\(run.columns * Self.cell.width)\"" : ""
      return "<tspan class=\"\(classes.name(ink: run.look))\" x=\"\(run.column * Self.cell.width)\"\(length)>"
        + "\(Self.escaped(run.text))</tspan>"
    }
    return ["<text y=\"\(y)\">\(spans.joined())</text>"]
  }

  /// Signs that a font may draw wider than a letter stand alone, and so do words behind more than one blank, which not
  /// everything that draws SVG keeps.
  private static func split(_ run: Run) -> [Run] {
    var words: [Run] = []
    var word: Run?
    for (index, character) in run.text.enumerated() {
      let at = run.column + index
      let isLetter = character.unicodeScalars.allSatisfy { $0.value < 0x250 }
      if let done = word, !isLetter || (character == " " && done.text.last == " ") {
        words.append(done.trimmed)
        word = nil
      }
      if !isLetter {
        words.append(Run(column: at, text: String(character), columns: 1, look: run.look))
      } else if character != " " || word != nil {
        word = word ?? Run(column: at, text: "", columns: 0, look: run.look)
        word?.text.append(character)
      }
    }
    return words + [word?.trimmed].compactMap { $0 }
  }

  // MARK: Shapes

  private func figures(_ row: Int, _ classes: inout Classes) -> [String] {
    runs(row) { character, _ in
      Shape.all[character] == nil ? nil : character
    } isJoined: {
      $0 == $1
    }.flatMap { run -> [String] in
      let name = classes.name(ink: run.look)
      let (x, y) = (run.column * Self.cell.width, row * Self.cell.height)
      // The same sign again and again is one shape where it reaches from edge to edge.
      if let first = run.text.first, run.text.allSatisfy({ $0 == first }), let shape = Shape.all[first], shape.isWide {
        return shape.parts.map {
          Self.rect(name, x: x, y: y + $0.y, width: run.columns * Self.cell.width, height: $0.height)
        }
      }
      return run.text.enumerated().flatMap { index, character in
        (Shape.all[character]?.parts ?? []).map {
          Self.rect(name, x: x + index * Self.cell.width + $0.x, y: y + $0.y, width: $0.width, height: $0.height)
        }
      }
    }
  }

  private static func rect(_ name: String, x: Int, y: Int, width: Int, height: Int) -> String {
    "<rect class=\"\(name)\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"/>"
  }

  // MARK: Runs

  /// - Parameter take: what of a cell is drawn; nil for nothing.
  private func runs(
    _ row: Int, take: (Character, Look) -> Character?, isJoined: (Look, Look) -> Bool
  ) -> [Run] {
    var runs: [Run] = []
    for column in 0..<light.size.columns {
      let look = look(column, row)
      guard let character = take(light[column, row].character ?? " ", look) else { continue }
      if let last = runs.last, last.column + last.columns == column, isJoined(last.look, look) {
        runs[runs.count - 1].text.append(character)
        runs[runs.count - 1].columns += 1
      } else {
        runs.append(Run(column: column, text: String(character), columns: 1, look: look))
      }
    }
    return runs
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// The style sheet: one class for each look that occurs.
  private struct Classes {
    private var names: [String: String] = [:]
    private(set) var rules: [String] = []

    mutating func name(ground look: Look) -> String {
      name { "fill:\(Self.color(look[keyPath: $0].background))" }
    }

    mutating func name(ink look: Look) -> String {
      name {
        let style = look[keyPath: $0]
        return "fill:\(Self.color(style.foreground))" + (style.attributes.contains(.bold) ? ";font-weight:bold" : "")
          + (style.attributes.contains(.underline) ? ";text-decoration:underline" : "")
      }
    }

    private mutating func name(_ rule: (KeyPath<Look, Style>) -> String) -> String {
      let (light, dark) = (rule(\.light), rule(\.dark))
      let key = light + "|" + dark
      if let known = names[key] { return known }
      let name = "c\(names.count)"
      names[key] = name
      rules.append(".\(name){\(light)} @media (prefers-color-scheme:dark){.\(name){\(dark)}}")
      return name
    }

    private static func color(_ color: Color?) -> String {
      guard let color else { return "#888888" }
      return "#" + [color.red, color.green, color.blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }
}

/// A sign as rectangles in its cell of 8 by 17.
private struct Shape {
  struct Part {
    var x = 0
    var y = 0
    var width = 8
    var height: Int
  }

  let parts: [Part]
  /// Whether it reaches from one edge to the other, so that neighbours are one shape.
  var isWide: Bool { parts.allSatisfy { $0.width == 8 } }

  static let all: [Character: Shape] = [
    "▁": bar(3), "▂": bar(5), "▄": bar(9), "█": Shape(parts: [Part(height: 17)]),
    "‖": Shape(parts: [Part(x: 2, y: 2, width: 1, height: 13), Part(x: 5, y: 2, width: 1, height: 13)]),
    "─": Shape(parts: [Part(y: 8, height: 1)]), "│": Shape(parts: [Part(x: 4, width: 1, height: 17)]),
    "╭": corner(x: 4, y: 8), "╮": corner(x: 0, y: 8), "╰": corner(x: 4, y: 0), "╯": corner(x: 0, y: 0),
    "┤": Shape(parts: [Part(y: 8, width: 5, height: 1), Part(x: 4, width: 1, height: 17)]),
    "├": Shape(parts: [Part(x: 4, y: 8, width: 4, height: 1), Part(x: 4, width: 1, height: 17)]),
  ]

  private static func bar(_ height: Int) -> Shape { Shape(parts: [Part(y: 17 - height, height: height)]) }

  private static func corner(x: Int, y: Int) -> Shape {
    Shape(parts: [Part(x: x, y: 8, width: x == 4 ? 4 : 5, height: 1), Part(x: 4, y: y, width: 1, height: 9)])
  }
}

extension Style {
  /// With foreground and background exchanged where it is reversed.
  fileprivate var shown: Style {
    guard attributes.contains(.reverse) else { return self }
    return Style(foreground: background, background: foreground, attributes: attributes.subtracting(.reverse))
  }
}
