import FintoroWebhooks
import TerminalUI

enum ReviewView {
  static func body(_ review: ReviewState, _ state: State) -> DialogBody {
    DialogBody(review.title, review.paragraphs(of: state.session.title))
  }

  static func draw(_ review: ReviewState, _ state: State, in canvas: inout Canvas) {
    let controls = body(review, state).draw(review.scroll, in: &canvas)
    if let write = state.custody.write(on: .subscription(review.subscription.id)), review.isSending {
      canvas.text(write.progress(at: state.now), .warning, on: .dialog, column: controls.column, row: controls.row)
    } else {
      canvas.keys(of: review.context, controls)
    }
  }
}
