import Dashboard
import Foundation
import TerminalUI
import TestSupport
import Testing

/// Whole screens as text, and where it matters with the role of every cell. What is drawn stands in `Scenes`.
@Suite struct SnapshotTests {
  @Test("Every screen and dialog in every state", arguments: SizedScene.all)
  func scene(_ sized: SizedScene) { assertSnapshot(sized.state.screenText, named: sized.testDescription) }

  @Test("The role of every cell of each screen and dialog, which themes turn into colours", arguments: Stage.allCases)
  func roles(_ stage: Stage) throws {
    let state = try #require(Scene.first(of: stage)).state(Fixture.narrow)
    assertSnapshot(FrameText.styled(view(state, state.size), name: Theme.roleName), named: Self.roles(of: stage))
  }

  private static func roles(of stage: Stage) -> String { "roles-\(stage)" }

  @Test("No screen and no dialog is left undrawn at the sizes that are looked at", arguments: Stage.allCases)
  func everyStage(_ stage: Stage) {
    let scenes = Scene.of(stage)
    let sizes = stage.isScreen ? Scene.layout : Scene.two
    #expect(scenes.contains { Set($0.sizes).isSuperset(of: sizes) }, "no scene of \(stage) at all sizes")
  }

  @Test("Every scene has a name of its own, and every snapshot a scene")
  func names() throws {
    let names = SizedScene.all.map(\.testDescription) + Stage.allCases.map(Self.roles)
    #expect(Set(names).count == names.count)
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Snapshots")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.filter { !names.contains(String($0.dropLast(4))) } == [])
  }

  @Test("The demo is marked on every screen", arguments: ["", "Enter", "n", "n Tab Tab Tab Enter", "?", "T"])
  func demo(keys: String) {
    var state = Fixture.board(Fixture.narrow)
    state.session.isDemo = true
    #expect(FrameText.row(0, of: view(state.pressing(keys), state.size)).contains("DEMO"))
  }
}
