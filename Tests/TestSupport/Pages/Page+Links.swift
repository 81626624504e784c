extension Page {
  /// What a link of the page leads to.
  public struct Link: Sendable, Hashable {
    public let line: Int
    /// As it is written; nothing before the `#` for a place on the page itself.
    public let target: String

    /// Whether it leads out of the repository.
    public var isOutside: Bool { target.contains("://") || target.hasPrefix("mailto:") }
    public var path: String { String(target.prefix { $0 != "#" }) }
    /// Behind the `#`; nil where there is none.
    public var anchor: String? {
      target.firstIndex(of: "#").map { String(target[target.index(after: $0)...]) }
    }
  }

  public var links: [Link] {
    prose.flatMap { number, text in
      text.matches(of: /\]\(([^()\s]+)\)/).map { Link(line: number, target: String($0.output.1)) }
    }
  }

  /// The names that links reach the page's headings by, as GitHub makes them.
  public var anchors: Set<String> {
    Set(
      prose.filter { $0.text.firstMatch(of: ##/^#+ /##) != nil }.map { _, text in
        let title = text.drop { $0 == "#" }.dropFirst().lowercased()
        return title.filter { $0.isLetter || $0.isNumber || " -_".contains($0) }.replacing(" ", with: "-")
      })
  }

  /// What stands between backquotes in the prose, with its line.
  public var codeSpans: [(line: Int, text: String)] {
    prose.flatMap { number, text in
      text.matches(of: /`([^`]+)`/).map { (line: number, text: String($0.output.1)) }
    }
  }
}
