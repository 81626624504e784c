/// What a key does. `Bindings` says by which key and in which context.
public enum Command: Hashable, Sendable {
  case quit, suspend, help, back
  case up, down, left, right, pageUp, pageDown, first, last
  case open, new, refresh, filter, troubleOnly, times, theme
  case keepFilter, dropFilter
  case nextField, previousField, press, toggle
  case toggleRow, toggleColumn, toggleGroup, toggleAll, fold, done
  case keepChanges, dropChanges
  case saveCopy, hide, copy
  case toggleRefresh, sort, columns, mark, markAll, log, coverage, backfill
  case nextSubscriber, problems, save, actOnMarked, eventsOfMarked, undo
  case nextSubscription, previousSubscription
  case stripSpan, earlier, later
  case allKeys
  case edit, toggleEnabled, rotate, delete
  case board, pending, adopt, forget, sendAgain
  case confirm
  case companies, settings, palette, duplicate
  case acknowledge, fetched, nothingToFetch
}

/// The places that have keys of their own.
public enum Context: Hashable, Sendable, CaseIterable {
  case everywhere, board, boardFilter, detail, form, picker, pickerFilter, pickerQuestion, companies, companiesFilter
  case secret, secretCopy, unsavedSecret, help, themes
  case sort, columns, log, logFilter, coverage, backfill, backfillFile
  case pending, confirm, sending, sendingSecret, merge, reading, saveQuestion, disableQuestion, enableQuestion,
    companyQuestion
  case palette, duplicate, sameEvents, settings
  case copy
  case marked, markedEvents, markedQuestion, markedWork

  /// Whether characters are typed there, so that none of them is a key that does nothing.
  public var isTyping: Bool {
    switch self {
    case .boardFilter, .logFilter, .form, .pickerFilter, .secretCopy, .unsavedSecret, .backfillFile, .confirm,
      .markedEvents,
      .palette:
      true
    default: false
    }
  }

  public var title: String {
    switch self {
    case .everywhere: "Everywhere"
    case .board: "Board"
    case .boardFilter: "Filter"
    case .detail: "Detail"
    case .form: "New subscription, edit"
    case .picker: "Event picker"
    case .pickerFilter: "Filtering events"
    case .pickerQuestion: "Leaving the picker"
    case .companies: "Companies"
    case .companiesFilter: "Filtering companies"
    case .secret: "Signing secret"
    case .secretCopy: "Another copy"
    case .unsavedSecret: "Secret that is not saved"
    case .help: "Help"
    case .themes: "Themes"
    case .sort: "Sort by"
    case .columns: "Columns"
    case .log: "Log"
    case .logFilter: "Filtering the log"
    case .coverage: "Coverage"
    case .backfill: "Backfill sheet"
    case .backfillFile: "Saving the sheet"
    case .pending: "Pending creates"
    case .confirm: "Before deleting, rotating, adopting, forgetting"
    case .sending: "While a change is on its way"
    case .sendingSecret: "While a new secret is on its way"
    case .merge: "Changed in Fintoro meanwhile"
    case .reading: "Reading again"
    case .saveQuestion: "Before saving"
    case .disableQuestion: "Before disabling"
    case .enableQuestion: "Before enabling"
    case .companyQuestion: "Company with a new name"
    case .palette: "Commands"
    case .copy: "Copy"
    case .duplicate: "Duplicate"
    case .sameEvents: "The same events"
    case .settings: "Settings"
    case .marked: "Marked subscriptions"
    case .markedEvents: "Naming events"
    case .markedQuestion: "Confirming for the marked"
    case .markedWork: "Results of the marked"
    }
  }
}
