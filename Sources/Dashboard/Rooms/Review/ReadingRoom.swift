import FintoroWebhooks
import TerminalUI

/// A subscription being read again before it is changed. The screen stays, the keys wait.
public struct ReadingRoom: Room {
  public enum Purpose: Equatable, Sendable {
    case edit, pause, resume
  }

  let id: Int
  /// What people call it.
  let label: String
  let purpose: Purpose

  func context(in world: World) -> Context { .reading }

  func handle(_ input: RoomInput, in world: World) -> [Request] {
    if case .command(.back, _) = input { [.close] } else { [] }
  }

  /// Where nothing else is said.
  func draw(in canvas: inout Canvas, of world: World) {
    canvas.hideCursor()
    guard world.holdUp == nil, world.message == nil else { return }
    MessageLine.draw("Reading \(label) again…", .accent, row: canvas.size.rows - 2, in: &canvas)
  }
}
