import FintoroWebhooks
import TerminalUI

enum ReviewView {
  static func body(_ review: ReviewState) -> DialogBody {
    DialogBody(review.title, review.paragraphs)
  }

  static func draw(_ review: ReviewState, _ state: State, in canvas: inout Canvas) {
    let controls = body(review).draw(review.scroll, in: &canvas)
    if let write = state.custody.write(on: .subscription(review.subscription.id)), review.isSending {
      canvas.text(write.progress(at: state.now), .warning, on: .dialog, column: controls.column, row: controls.row)
    } else {
      canvas.keys(of: review.context, controls)
    }
  }
}
