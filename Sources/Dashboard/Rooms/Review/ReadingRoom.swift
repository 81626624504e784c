import FintoroWebhooks
import TerminalUI

/// A subscription that is being read again before it is changed. The screen stays visible; Esc and q cancel.
public struct ReadingRoom: Room {
  public enum Purpose: Equatable, Sendable {
    case edit, disable, enable
  }

  let id: Int
  /// The subscription's name for sentences.
  let label: String
  let purpose: Purpose

  func context(in world: World) -> Context { .reading }

  func handle(_ input: RoomInput, in world: World) -> [Request] {
    if case .command(.back, _) = input { [.close] } else { [] }
  }

  /// Draws only if there is no other message.
  func draw(in canvas: inout Canvas, of world: World) {
    canvas.hideCursor()
    guard world.quitBlocker == nil, world.message == nil else { return }
    MessageLine.draw("Reading \(label) again…", .accent, row: canvas.size.rows - 2, in: &canvas)
  }
}
