import TerminalUI

/// The positions of the form's fields. Notes are to their right where there is room, else below.
struct FormLayout {
  /// The window without the picker beside the form.
  let size: Size
  /// Whether the picker is beside the form.
  let hasPicker: Bool
  /// Whether there is a field for the secret's file.
  let hasSecret: Bool
  let fieldColumn = 17

  init(_ window: Size, hasSecret: Bool = true) {
    let picker = PickerLayout.columnsBesideForm(window)
    hasPicker = picker != nil
    size = Size(columns: window.columns - (picker.map { $0 + 1 } ?? 0), rows: window.rows)
    self.hasSecret = hasSecret
  }

  /// Whether notes are to the right of their fields.
  private var isWide: Bool { size.columns >= 100 }
  /// Whether there are blank rows between fields.
  private var isTall: Bool { size.rows >= 24 }
  private var fieldColumns: Int { isWide ? min(72, size.columns - fieldColumn - 42) : size.columns - fieldColumn - 3 }
  private var top: Int { size.rows >= 30 ? 5 : isTall ? 4 : hasSecret ? 2 : 3 }

  /// The row of the choices of event types. In the lowest windows it is the title's.
  var presetRow: Int { size.rows >= 30 ? 3 : isTall || !hasSecret ? 2 : 1 }
  var presetsShareTitleRow: Bool { presetRow == 1 }
  /// Whether the choices have room for their whole names.
  var hasLongPresets: Bool { size.columns - fieldColumn >= 70 }
  /// Blanks between two of them: a box must stand nearer to its own name than to the one before.
  var presetGap: Int { size.columns - max(15, fieldColumn) >= 50 ? 3 : 1 }

  /// Rows of a note below its field. Beside the picker the lines are short, and there are rows enough.
  private var noteRows: Int { hasPicker && size.rows >= 34 ? 2 : 1 }

  var eventRows: Int { size.rows >= 30 ? 4 : 2 }

  func row(_ field: FormRoom.Field) -> Int {
    let step = noteRows == 2 && !isWide ? 3 : isTall || !isWide ? 2 : 1
    switch field {
    case .presets: return presetRow
    case .name: return top
    case .url: return top + step
    case .active: return top + 2 * step
    case .events: return row(.active) + (isTall ? 2 : 1)
    case .secret: return row(.events) + eventRows + (isTall ? 2 : 1)
    case .create, .cancel:
      return hasSecret ? secretNote.maxRow + (isTall ? 1 : 0) : eventNote.maxRow + (isTall ? 1 : 0)
    }
  }

  func field(_ field: FormRoom.Field) -> Rect {
    Rect(column: fieldColumn, row: row(field), columns: fieldColumns, rows: 1)
  }

  func note(_ field: FormRoom.Field) -> Rect {
    let row = row(field)
    if isWide {
      let column = fieldColumn + fieldColumns + 2
      return Rect(column: column, row: row, columns: size.columns - column - 1, rows: 2)
    }
    if field == .active {
      return Rect(column: fieldColumn + 28, row: row, columns: size.columns - fieldColumn - 29, rows: 1)
    }
    return Rect(
      column: fieldColumn, row: row + 1, columns: size.columns - fieldColumn - 2, rows: field == .secret ? 2 : noteRows)
  }

  /// The two lines that say what the file is for. They leave room for the note below the field.
  var secretNote: Rect {
    let row = row(.secret) + (isWide ? 2 : 3)
    let rows = size.rows >= 22 ? 2 : 0
    return Rect(column: fieldColumn, row: row, columns: min(78, size.columns - fieldColumn - 2), rows: rows)
  }

  /// Below the events field: the chosen events, or what is wrong with them.
  var eventNote: Rect {
    Rect(
      column: fieldColumn, row: row(.events) + 1, columns: size.columns - fieldColumn - 2, rows: eventRows)
  }
}
