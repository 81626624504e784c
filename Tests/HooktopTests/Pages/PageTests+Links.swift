import Foundation
import TestSupport
import Testing

extension PageTests {
  @Test("Every link leads to a file that is there, and to a heading on it", arguments: Page.all)
  func links(_ page: Page) throws {
    for link in page.links where !link.isOutside {
      let target =
        link.path.isEmpty
        ? page.file : page.file.deletingLastPathComponent().appendingPathComponent(link.path).standardized
      #expect(FileManager.default.fileExists(atPath: target.path), "\(page.path):\(link.line) \(link.target)")
      guard let anchor = link.anchor else { continue }
      let aimed = Page.all.first { $0.file.standardized == target }
      #expect(aimed?.anchors.contains(anchor) == true, "\(page.path):\(link.line) \(link.target)")
    }
  }

  @Test("From README there is a way to every page")
  func everyPage() {
    var (reached, ahead) = (Set<URL>(), Page.all.filter { $0.path == "README.md" })
    while let page = ahead.popLast() {
      guard reached.insert(page.file.standardized).inserted else { continue }
      let targets = page.links.map { link in
        page.file.deletingLastPathComponent().appendingPathComponent(link.path).standardized
      }
      ahead += Page.all.filter { targets.contains($0.file.standardized) }
    }
    for page in Page.all {
      let isReached = reached.contains(page.file.standardized)
      #expect(isReached, "\(page.path)")
    }
  }

  @Test("The pages of the libraries name what there is", arguments: Page.manual.filter { $0.isAboutLibrary })
  func names(_ page: Page) throws {
    let sources = try SourceText.all
    func names(_ matches: [Regex<(Substring, Substring)>.Match]) -> Set<Substring> { Set(matches.map(\.output.1)) }
    let types = names(sources.matches(of: /(?:struct|enum|class|actor|protocol) (\w+)/))
    let members = names(sources.matches(of: /(?:let|var|func|case) (\w+)/))
    for (line, text) in page.codeSpans {
      guard let match = text.wholeMatch(of: /([A-Z][A-Za-z]+)(?:\.([a-z]\w*))?/) else { continue }
      let (type, member) = (match.output.1, match.output.2)
      let folder = Page.repository.appendingPathComponent("Sources/\(type)").path
      let isThere = types.contains(type) || FileManager.default.fileExists(atPath: folder)
      #expect(isThere, "\(page.path):\(line) \(text)")
      let isMember = member.map(members.contains) ?? true
      #expect(isMember, "\(page.path):\(line) \(text)")
    }
  }
}

extension Page {
  fileprivate var isAboutLibrary: Bool { path.hasPrefix("Sources/Fintoro") }
}
