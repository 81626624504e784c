import Foundation
import TestSupport

/// The texts that a module can say, read from its source: string literals, with `…` for what is put in.
struct SourceLiterals {
  let folder: URL

  init(module: String) {
    folder = Page.repository.appendingPathComponent("Sources").appendingPathComponent(module)
  }

  /// By file, in the order of the source. A text that `+` continues is one.
  func texts() throws -> [(file: String, texts: [String])] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    return try paths.sorted().map { path in
      let source = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
      var scanner = Scanner(Array(source))
      return (path, scanner.literals())
    }
  }

  private struct Scanner {
    private let source: [Character]
    private var at = 0

    init(_ source: [Character]) {
      self.source = source
    }

    mutating func literals() -> [String] {
      var texts: [String] = []
      var continues = false
      while at < source.count {
        if starts("//") {
          skip { $0 != "\n" }
        } else if starts("/*") {
          while at < source.count, !starts("*/") { at += 1 }
          at += 2
        } else if source[at] == "\"" {
          let text = literal()
          if continues, let last = texts.popLast() { texts.append(last + text) } else { texts.append(text) }
          continues = joins()
        } else {
          at += 1
        }
      }
      return texts
    }

    /// Whether a plus and another literal follow.
    private mutating func joins() -> Bool {
      var next = at
      while next < source.count, source[next].isWhitespace { next += 1 }
      guard next < source.count, source[next] == "+" else { return false }
      next += 1
      while next < source.count, source[next].isWhitespace { next += 1 }
      guard next < source.count, source[next] == "\"" else { return false }
      at = next
      return true
    }

    /// Reads from the opening quote to behind the closing one.
    private mutating func literal() -> String {
      let quote = starts("\"\"\"") ? 3 : 1
      at += quote
      var text = ""
      while at < source.count {
        if quote == 3 ? starts("\"\"\"") : source[at] == "\"" {
          at += quote
          return text
        }
        if starts("\\(") {
          at += 2
          skipInterpolation()
          text.append("…")
        } else if source[at] == "\\" {
          text.append(escaped(source[min(at + 1, source.count - 1)]))
          at += 2
        } else {
          text.append(source[at])
          at += 1
        }
      }
      return text
    }

    private func escaped(_ character: Character) -> String {
      switch character {
      case "n", "t": " "
      case "\"", "\\": String(character)
      default: ""
      }
    }

    /// To behind the parenthesis that closes it. Texts inside are said as part of the whole and not listed.
    private mutating func skipInterpolation() {
      var depth = 1
      while at < source.count, depth > 0 {
        switch source[at] {
        case "\"":
          _ = literal()
          continue
        case "(": depth += 1
        case ")": depth -= 1
        default: break
        }
        at += 1
      }
    }

    private mutating func skip(while condition: (Character) -> Bool) {
      while at < source.count, condition(source[at]) { at += 1 }
    }

    private func starts(_ text: String) -> Bool {
      let end = at + text.count
      return end <= source.count && source[at..<end].elementsEqual(text)
    }
  }
}
