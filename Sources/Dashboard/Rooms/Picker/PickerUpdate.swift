import FintoroWebhooks
import TerminalUI

extension PickerState {
  var context: Context { isAsking ? .pickerQuestion : filterField == nil ? .picker : .pickerFilter }
}

extension State {
  mutating func pickerPressed(
    _ form: FormState, _ picker: PickerState, _ key: Key, _ command: Command?
  ) -> [Effect] {
    var form = form
    var picker = picker
    if picker.isAsking {
      switch command {
      case .keepChanges: return takeChoice(form, picker)
      case .dropChanges: return closePicker(form)
      case .back: picker.isAsking = false
      default: return []
      }
    } else if picker.filterField != nil {
      picker.filterPressed(key, command)
    } else {
      switch command {
      case .done: return takeChoice(form, picker)
      case .back where !picker.filter.isEmpty: picker.narrow(to: "")
      case .back:
        guard picker.hasChanges else { return closePicker(form) }
        picker.isAsking = true
      case .help:
        modal = .help(HelpRoom(context, size))
        return []
      default: picker.pressed(command, page: PickerView.listRows(size))
      }
    }
    form.picker = picker
    screen = .form(form)
    return []
  }

  private mutating func takeChoice(_ form: FormState, _ picker: PickerState) -> [Effect] {
    var form = form
    form.events = EventCatalogue.sorted(picker.chosen)
    form.refusals[.events] = nil
    form.visited.insert(.events)
    return closePicker(form)
  }

  private mutating func closePicker(_ form: FormState) -> [Effect] {
    var form = form
    form.picker = nil
    screen = .form(form)
    return []
  }
}

extension PickerState {
  mutating func pressed(_ command: Command?, page: Int) {
    switch command {
    case .up: moveRow(by: -1)
    case .down: moveRow(by: 1)
    case .left: moveColumn(by: -1)
    case .right: moveColumn(by: 1)
    case .pageUp: moveRow(by: -page)
    case .pageDown: moveRow(by: page)
    case .first: moveRow(by: -rows.count)
    case .last: moveRow(by: rows.count)
    case .toggle: toggleCell()
    case .toggleRow: toggleRow()
    case .toggleColumn: toggleColumn()
    case .toggleGroup: toggleGroup()
    case .toggleAll: toggle(shownTypes)
    case .fold: toggleFold()
    case .filter: filterField = TextField(filter, limit: 60)
    default: break
    }
  }

  mutating func filterPressed(_ key: Key, _ command: Command?) {
    switch command {
    case .toggle: toggleCell()
    case .keepFilter: filterField = nil
    case .dropFilter:
      filterField = nil
      narrow(to: "")
    case .up: moveRow(by: -1)
    case .down: moveRow(by: 1)
    default:
      guard var field = filterField, field.handle(key) else { return }
      filterField = field
      narrow(to: field.text)
    }
  }

  private mutating func toggleCell() {
    if let cursor { toggle(types(cursor.row, column: cursor.column)) }
  }

  private mutating func toggleRow() {
    guard let cursor else { return }
    toggle(columns(of: cursor.row).flatMap { types(cursor.row, column: $0) })
  }

  private mutating func toggleColumn() {
    guard let cursor, let verb = Self.verbs.indices.contains(cursor.column) ? Self.verbs[cursor.column] : nil else {
      return
    }
    toggle(shownTypes.filter { $0.isKnown && $0.verb == verb.rawValue })
  }

  private mutating func toggleGroup() {
    let members = currentGroup.map { EventCatalogue.groups[$0].types } ?? unknown
    toggle(shownTypes.filter(members.contains))
  }
}
