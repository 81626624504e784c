import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

/// The dialogs that ask stay whole in the smallest window that draws anything: what is confirmed is always to be seen.
@Suite struct SmallDialogTests {
  private static let size = Size(columns: 60, rows: 16)

  private static func dialogs() -> [(name: String, state: State, words: [String])] {
    [
      ("save", Fixture.reviewing(size), ["\"ERP sync\" → \"ERP sync 2\"", "y save"]),
      ("pause", Fixture.onERP(size).pressing("p").after(.subscriptionRead(id: 801, .read(Fixture.erp))), ["y disable"]),
      (
        "delete", Fixture.onERP(size).pressing("D"),
        ["Type ERP sync or 801 to delete:", "Its 5 events will stop.", "Esc cancel"]
      ),
      (
        "rotate", RotateTests.asking(size),
        ["Type ERP sync or 801 to rotate:", "New secret to", "The old secret stops working at once", "rotate again"]
      ),
      (
        "lost", RotateTests.sent(size).after(.rotateFinished(id: 801, .lost(Failure(.connectionLost)))),
        ["THE ANSWER WAS LOST", "Rotate again", "Type ERP sync or 801 to rotate:"]
      ),
      ("merge", MergeTests.merging(size), [": choose, both changed it", "y go on"]),
      ("adopt", PendingTests.open(size).pressing("Down a"), ["Type ERP sync or 801 to adopt:"]),
    ]
  }

  @Test("Every dialog has its frame, its question and its keys at 60x16")
  func whole() {
    for (name, state, words) in Self.dialogs() {
      let lines = state.screenText.split(separator: "\n")
      #expect(lines.contains { $0.contains("╭") } && lines.contains { $0.contains("╰") }, "\(name)")
      for word in words { #expect(state.words.contains(word), "\(name):\n\(state.screenText)") }
    }
  }
}
