import FintoroWebhooks
import Foundation

/// One change that `u` can put back: disabling, enabling or a change of events, of one subscription or of marked ones.
struct UndoStep: Equatable, Sendable {
  struct Item: Equatable, Sendable {
    let id: Int
    let name: String
    let reversal: Reversal
  }

  var items: [Item]
  /// When the change was made, by the server's clock.
  let madeAt: Date
}
