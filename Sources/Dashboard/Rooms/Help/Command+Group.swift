extension Command {
  /// The part of the help page that has it.
  enum Group: String, CaseIterable {
    case act = "Do"
    case view = "View"
    case move = "Move"
  }

  var group: Group {
    switch self {
    case .up, .down, .left, .right, .pageUp, .pageDown, .first, .last, .nextField, .previousField, .nextSubscription,
      .previousSubscription, .nextSubscriber:
      .move
    case .board, .coverage, .log, .companies, .pending, .help, .palette, .filter, .keepFilter, .dropFilter,
      .troubleOnly,
      .problems, .sort, .columns, .stripSpan, .earlier, .later, .times, .theme, .settings, .refresh, .toggleRefresh,
      .back, .allKeys,
      .hide, .fold:
      .view
    default: .act
    }
  }
}
