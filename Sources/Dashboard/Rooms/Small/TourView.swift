import TerminalUI

/// The hint of the moment, on the line between list and reason.
enum TourView {
  static func draw(_ tour: Tour, _ place: Rect, in canvas: inout Canvas) {
    canvas.fill(place, .bar)
    canvas.text(
      Truncation.end(tour.text, to: place.columns - 2), .accent, on: .bar, column: place.column + 1, row: place.row)
  }
}
