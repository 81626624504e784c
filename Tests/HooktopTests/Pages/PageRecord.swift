import Foundation
import TestSupport
import Testing

/// Compares what is generated on a page with what it should be. With `HOOKTOP_RECORD_SNAPSHOTS=1` it writes that instead,
/// and fails, so that a recording never passes for a test.
enum PageRecord {
  static func check(_ block: PageBlock, _ expected: String) throws {
    guard block.text != expected else { return }
    try record(on: block.page) { page in
      // Its lines may have moved since it was read.
      guard let now = page.blocks.first(where: { $0.mark == block.mark && $0.language == block.language }) else {
        return nil
      }
      let lines = page.lines
      let (before, after) = (lines[..<now.fences.lowerBound], lines[(now.fences.upperBound - 1)...])
      return (before.map { $0 + "\n" } + [expected]).joined() + after.joined(separator: "\n")
    }
    Issue.record("\(block.testDescription) \(complaint)\n\(expected)")
  }

  /// What stands between the mark and the next `<!-- end -->`, whole lines.
  static func check(_ mark: PageMark, of page: Page, _ expected: String) throws {
    guard let part = page.part(mark) else {
      Issue.record("\(page.path) has no part \(mark.line)")
      return
    }
    guard page.text[part] != expected else { return }
    try record(on: page.path) { page in
      page.part(mark).map { page.text.replacingCharacters(in: $0, with: expected) }
    }
    Issue.record("\(page.path), \(mark.line), \(complaint)")
  }

  private static let complaint = "is not as it should be; HOOKTOP_RECORD_SNAPSHOTS=1 writes it"

  private static func record(on path: String, _ change: (Page) -> String?) throws {
    guard ProcessInfo.processInfo.environment["HOOKTOP_RECORD_SNAPSHOTS"] == "1" else { return }
    let page = try Page(path)
    if let changed = change(page) { try Data(changed.utf8).write(to: page.file) }
  }
}

extension Page {
  fileprivate func part(_ mark: PageMark) -> Range<String.Index>? {
    guard let start = text.range(of: mark.line + "\n"),
      let end = text.range(of: "<!-- end -->", range: start.upperBound..<text.endIndex)
    else { return nil }
    return start.upperBound..<end.lowerBound
  }
}
