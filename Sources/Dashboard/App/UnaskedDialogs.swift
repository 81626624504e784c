import FintoroWebhooks
public import Foundation
import TerminalUI

/// Dialogs that open by themselves. They open only where they interrupt nothing, or in the place of a dialog that waited
/// for them, and take no key at first: what arrives then was typed for the screen before.
public struct KeyGrace: Equatable, Sendable {
  /// Seconds without keys, counted from when the dialog's frame was drawn.
  static let seconds = 0.5

  /// When keys count; nil until the frame was drawn.
  public internal(set) var keysCountFrom: Date?
}

extension State {
  /// Whether the board's list is all that is open, and nobody types there. Only over it may a dialog open unasked.
  var isAtRest: Bool { modal == nil && screen == .board && board.filterField == nil }

  /// Opens a dialog without a key press.
  mutating func openUnasked(_ dialog: Modal) {
    modal = dialog
    keyGrace = KeyGrace()
  }

  /// Whether the state must learn when its frame was drawn.
  public var awaitsDrawing: Bool {
    modal != nil && keyGrace != nil && keyGrace?.keysCountFrom == nil && TooSmallView.fits(size)
  }

  mutating func frameDrawn(at date: Date) -> [Effect] {
    if awaitsDrawing { keyGrace?.keysCountFrom = date.addingTimeInterval(KeyGrace.seconds) }
    return []
  }

  /// Whether keys, pastes and clicks count now.
  var takesInput: Bool {
    guard let keyGrace, modal != nil else { return true }
    return keyGrace.keysCountFrom.map { $0 <= now } ?? false
  }

  /// Opens the question about a renamed company as soon as the board's list is at rest.
  mutating func askAboutCompany() {
    guard isAtRest, let question = companyQuestion else { return }
    companyQuestion = nil
    openUnasked(.company(question))
  }
}
