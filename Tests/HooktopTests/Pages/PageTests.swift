import Foundation
import TestSupport
import Testing

/// README and the pages say what the program does: every block, table and link is held by a test. What is generated is
/// written by `HOOKTOP_RECORD_SNAPSHOTS=1 swift test --filter PageTests`, which fails on purpose. One test at a time,
/// because recording rewrites the pages.
@Suite("Pages", .serialized)
struct PageTests {
  @Test("Every block of every page is of a kind that a test holds", arguments: Page.all)
  func blocks(_ page: Page) {
    for block in page.blocks where PageKind(block) == nil {
      Issue.record("\(block.testDescription) is a block that no test knows; PageKind lists those that there are")
    }
    for (number, line) in page.prose where line.firstMatch(of: /^\s*(```|~~~)/) != nil {
      Issue.record("\(page.path):\(number) begins a block that is never closed, or that is indented")
    }
  }

  @Test("Every generated part of every page is one that a test holds", arguments: Page.all)
  func parts(_ page: Page) {
    for mark in page.partMarks where !PagePart.names.contains(mark.name) {
      Issue.record("\(page.path): no test knows \(mark.line)")
    }
  }

  @Test("The pictures are what the dashboard draws", arguments: KnownBlock.all { $0.picture != nil })
  func pictures(_ known: KnownBlock) throws {
    try PageRecord.check(known.block, try #require(known.kind.picture).text())
  }

  @Test("The outputs are what the program prints", arguments: KnownBlock.all { $0.output != nil })
  func outputs(_ known: KnownBlock) async throws {
    try PageRecord.check(known.block, try await PageOutput.text(of: try #require(known.kind.output)))
  }

  @Test("The list of commands is the program's", arguments: KnownBlock.all { $0 == .commandList })
  func commandList(_ known: KnownBlock) throws { try PageRecord.check(known.block, PagePart.commandList) }

  @Test("The examples of code are what the tests compile and call", arguments: KnownBlock.all { $0.file != nil })
  func files(_ known: KnownBlock) throws {
    let file = Page.repository.appendingPathComponent(try #require(known.kind.file))
    try PageRecord.check(known.block, String(contentsOf: file, encoding: .utf8))
  }
}

extension PageKind {
  fileprivate var picture: PagePicture? { if case .screen(let picture) = self { picture } else { nil } }
  fileprivate var output: String? { if case .output(let command) = self { command } else { nil } }
  fileprivate var file: String? { if case .file(let path) = self { path } else { nil } }
}
