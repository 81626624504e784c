public import Testing

/// A fenced block of a page.
public struct PageBlock: Sendable, CustomTestStringConvertible {
  /// The page's path.
  public let page: String
  /// The lines of the two fences, counted from 1.
  public let fences: ClosedRange<Int>
  /// What stands behind the fence, such as `sh`; empty for nothing.
  public let language: String
  /// The comment in the line above the fence; nil where there is none.
  public let mark: PageMark?
  /// The lines between the fences, each with its end.
  public let text: String

  public var testDescription: String { "\(page):\(fences.lowerBound)" }
}

/// A comment alone on its line that says what the block or the part below it is: `<!-- screen: board-80x24 -->`.
public struct PageMark: Hashable, Sendable {
  /// Before the colon.
  public let name: String
  /// Behind the colon; empty where there is none.
  public let argument: String

  public init(_ name: String, _ argument: String = "") {
    self.name = name
    self.argument = argument
  }

  /// Nil for a line that is no such comment.
  public init?(line: some StringProtocol) {
    guard line.hasPrefix("<!-- "), line.hasSuffix(" -->") else { return nil }
    let parts = line.dropFirst(5).dropLast(4).split(separator: ":", maxSplits: 1)
    guard let name = parts.first else { return nil }
    self.init(String(name), parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
  }

  public var line: String { argument.isEmpty ? "<!-- \(name) -->" : "<!-- \(name): \(argument) -->" }
}

extension Page {
  /// Every fenced block, from the top.
  public var blocks: [PageBlock] {
    var blocks: [PageBlock] = []
    var open: Int?
    let lines = lines
    for (index, line) in lines.enumerated() where line.hasPrefix("```") {
      guard let start = open else {
        open = index
        continue
      }
      open = nil
      blocks.append(
        PageBlock(
          page: path, fences: start + 1...index + 1, language: String(lines[start].dropFirst(3)),
          mark: start > 0 ? PageMark(line: lines[start - 1]) : nil,
          text: lines[start + 1..<index].map { $0 + "\n" }.joined()))
    }
    return blocks
  }

  /// Every mark that is not a block's: each begins a part that ends at `<!-- end -->`.
  public var partMarks: [PageMark] {
    let ofBlocks = Set(blocks.map { $0.fences.lowerBound - 1 })
    return prose.filter { !ofBlocks.contains($0.number) }.compactMap { PageMark(line: $0.text) }
      .filter { $0.name != "end" }
  }
}
