import FintoroWebhooks
import Foundation
import TerminalUI

/// The rest of the retry window: a bar and a countdown in seconds.
enum RetryClockBar {
  /// - Returns: the column after it; nil when the window is over.
  @discardableResult
  static func draw(
    _ clock: RetryClock, at now: Date, _ ink: Ink, width: Int, column: Int, row: Int, in canvas: inout Canvas
  ) -> Int? {
    guard clock.endsAt > now else { return nil }
    let full = Int((clock.remaining(at: now) * Double(width)).rounded(.up))
    var at = canvas.text("retries ", .muted, column: column, row: row)
    at = canvas.text(String(repeating: "█", count: full), ink, column: at, row: row)
    at = canvas.text(String(repeating: "░", count: width - full), .faded, column: at, row: row)
    return canvas.text(words(clock, at: now), .muted, column: at, row: row)
  }

  /// The columns that `draw` needs.
  static func columns(_ clock: RetryClock, at now: Date, width: Int) -> Int {
    DisplayWidth.of("retries " + words(clock, at: now)) + width
  }

  static func words(_ clock: RetryClock, at now: Date) -> String {
    " \(TimeText.countdown(clock.endsAt.timeIntervalSince(now))) at the most"
  }
}
