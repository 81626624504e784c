public import TerminalUI

/// The whole screen of a state. Pure: the same state draws the same frame.
public func view(_ state: State, _ size: Size) -> Frame {
  var canvas = Canvas(size, theme: state.theme)
  guard TooSmallView.fits(size) else {
    TooSmallView.draw(state.session, in: &canvas)
    return canvas.frame
  }
  switch state.screen {
  case .board: BoardView.draw(state, in: &canvas)
  case .detail(let detail): DetailView.draw(detail, state, in: &canvas)
  case .overview(let overview): OverviewView.draw(overview, state, in: &canvas)
  case .log(let log): WatchLogView.draw(log, state, in: &canvas)
  case .coverage(let coverage): CoverageView.draw(coverage, state, in: &canvas)
  case .backfill(let backfill): BackfillView.draw(backfill, state, in: &canvas)
  case .form(let form):
    if let picker = form.picker {
      PickerView.draw(picker, form, state, in: &canvas)
    } else {
      FormView.draw(form, state, in: &canvas)
    }
  }
  HeaderView.draw(state, in: &canvas)
  FooterView.draw(state, in: &canvas)
  if let modal = state.modal { draw(modal, state, in: &canvas) }
  return canvas.frame
}

private func draw(_ modal: Modal, _ state: State, in canvas: inout Canvas) {
  // The header stays: company and freshness are true in every dialog.
  canvas.fade(Rect(column: 0, row: 1, columns: canvas.size.columns, rows: canvas.size.rows - 2))
  switch modal {
  case .help(let help): HelpView.draw(help, in: &canvas)
  case .secret(let secret): SecretView.draw(secret, state, in: &canvas)
  case .themes(let choice): ThemesView.draw(choice, state, in: &canvas)
  case .sort(let choice): SortingView.draw(choice, state, in: &canvas)
  case .columns(let choice): SortingView.draw(choice, state, in: &canvas)
  }
}
