public import FintoroWebhooks
public import TerminalUI

/// What a click on a part of the screen means. Views name the parts while they draw them.
public enum ClickTarget: Equatable, Sendable {
  /// As if that key had been pressed: the footer.
  case key(Key)
  case boardColumn(SubscriptionColumn.ID)
  case boardRow(Int)
  case overviewRow(Int)
  case pickerRow(Int)
  case pickerCell(row: Int, column: Int)
  case coverageCell(row: Int, column: Int)
  case coverageFinding(Int)
  case formField(FormState.Field)
  case secretButton(SecretRoom.Button)
  /// A line of the list in a dialog.
  case choice(Int)
}
