extension Command {
  /// Other words that people know it by.
  var synonyms: String {
    switch self {
    case .quit: "quit exit leave close"
    case .suspend: "shell background suspend"
    case .help: "help keys manual"
    case .filter: "search find grep narrow"
    case .new: "create add subscription"
    case .edit: "change rename modify"
    case .toggleEnabled: "disable enable pause resume stop start activate deactivate"
    case .rotate: "secret regenerate"
    case .delete: "remove destroy"
    case .duplicate: "clone"
    case .copy: "clipboard"
    case .open: "detail details view"
    case .backfill: "missed lost fetch replay outage"
    case .acknowledge: "ack silence mute snooze"
    case .fetched, .nothingToFetch: "gap done tick backfilled"
    case .companies: "company profile switch account tenant"
    case .coverage: "gaps matrix subscribers"
    case .log: "history changes happened"
    case .pending: "waiting unfinished journal"
    case .board: "list home"
    case .refresh: "reload update"
    case .toggleRefresh: "hold"
    case .sort: "order"
    case .columns: "fields"
    case .times: "clock age relative"
    case .earlier: "past before step back time"
    case .later: "past forward step now time"
    case .stripSpan: "past hours day month timeline"
    case .theme: "colours colors"
    case .settings: "preferences options config"
    case .troubleOnly: "problems broken"
    case .markAll: "select"
    default: ""
    }
  }

  /// What it does to one subscription.
  func verb(isActive: Bool) -> String {
    switch self {
    case .toggleEnabled: isActive ? "disable" : "enable"
    case .rotate: "rotate secret of"
    case .delete: "delete"
    case .duplicate: "duplicate"
    case .copy: "copy of"
    case .edit: "edit"
    case .backfill: "backfill"
    case .acknowledge: "acknowledge"
    default: "open"
    }
  }
}
