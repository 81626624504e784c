import Foundation
import TerminalUI
import TestSupport
import Testing

@testable import Dashboard
@testable import hooktop

/// A picture on the pages: a scene at one size.
struct Picture: Sendable, CustomTestStringConvertible {
  let scene: String
  let size: Size
  /// For those who do not see it.
  let title: String

  static let all = [
    Picture("board", 100, 30, "The board: what fails, until when it can be fixed, and the last three hours"),
    Picture("picker", 100, 30, "The picker: 18 resources by 5 verbs, and what is chosen"),
    Picture("secret", 80, 24, "The dialog with a new signing secret, which is in its file already"),
    Picture("coverage", 100, 30, "Coverage: which events reach a receiver that works"),
    Picture("detail", 100, 30, "One subscription with every field and the time line of its retries"),
    Picture("form-filled", 80, 24, "The form for a new subscription"),
    Picture("backfill", 100, 30, "What to fetch again after an outage"),
    Picture("overview", 100, 30, "All companies, worst first"),
  ]

  init(_ scene: String, _ columns: Int, _ rows: Int, _ title: String) {
    (self.scene, self.title) = (scene, title)
    size = Size(columns: columns, rows: rows)
  }

  /// Where all of them lie, from the top of the repository.
  static let folder = "Sources/hooktop/hooktop.docc/Pictures"
  var file: URL { Page.repository.appendingPathComponent("\(Self.folder)/\(scene).svg") }
  var testDescription: String { scene }

  func svg() throws -> String {
    let sized = try #require(SizedScene.all.first { $0.scene.name == scene && $0.size == size }, "no such scene")
    return FrameSVG(light: try frame(sized, "light"), dark: try frame(sized, "dark")).text(title: title)
  }

  private func frame(_ sized: SizedScene, _ theme: String) throws -> Frame {
    var state = sized.state
    var choices = state.choices
    choices.theme = try #require(try ThemeLibrary.embedded().themes.first { $0.name == theme })
    _ = state.choose(choices)
    return view(state, size)
  }
}

@Suite("The pictures on the pages")
struct PictureTests {
  @Test("Each is what the program draws", arguments: Picture.all)
  func drawn(_ picture: Picture) throws {
    let drawn = try picture.svg()
    let isRecording = ProcessInfo.processInfo.environment["HOOKTOP_RECORD_SNAPSHOTS"] == "1"
    if isRecording {
      try FileManager.default.createDirectory(
        at: picture.file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(drawn.utf8).write(to: picture.file)
    }
    let kept = try? String(contentsOf: picture.file, encoding: .utf8)
    #expect(
      kept == drawn && !isRecording,
      "\(picture.file.lastPathComponent) is another picture; HOOKTOP_RECORD_SNAPSHOTS=1 draws it anew")
    #expect(drawn.utf8.count <= 40 << 10, "\(drawn.utf8.count) bytes are too many for a page")
  }

  @Test("Each stands on a page, and nothing else lies beside them")
  func used() throws {
    let names = Set(Picture.all.map { "\($0.scene).svg" })
    let folder = Page.repository.appendingPathComponent(Picture.folder).path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(Set(files) == names)
    let shown = Page.manual.flatMap { page in
      page.text.matches(of: #/!\[[^\]]+\]\((?:[\w./]*\/)?Pictures\/([\w-]+\.svg)\)/#).map { String($0.output.1) }
    }
    #expect(Set(shown) == names)
  }

  @Test("Every text stands in it as people read it, whatever it is made of")
  func words() throws {
    let svg = try Picture.all[0].svg()
    for word in ["ERP sync", "failing", "Losses possible from", "LAST 3 h"] { #expect(svg.contains(word), "\(word)") }
    #expect(!svg.contains("█") && !svg.contains("─"))
  }
}
