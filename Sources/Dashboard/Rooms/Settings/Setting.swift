import FintoroWebhooks
import TerminalUI

/// Everything that can be set on the board: one row each; the screen, what is saved and under which key come from it.
struct Setting {
  let title: String
  /// What is chosen now.
  let value: @Sendable (State) -> String
  /// Goes to the next value, or with -1 to the one before. The board shows it at once.
  let change: @Sendable (inout State, Int) -> Void
  /// Its key in `config.toml` with its value; nil where it cannot be kept.
  let saved: @Sendable (State) -> ConfigChange?

  /// A subscription whose own quiet limit is a setting as well.
  struct Subject: Equatable, Sendable {
    let id: Int
    let name: String
  }

  static func all(about subjects: [Subject]) -> [Setting] {
    chosenByKeys + [refresh, quiet] + subjects.map { quiet(of: $0) } + [mouse, ascii]
  }

  /// Those that keys of the board change as well: kept without being asked.
  static let chosenByKeys = [theme, times, order] + ColumnChoice.offered.map { column($0) }

  private static let theme = Setting(
    title: "Theme", value: { $0.theme.name },
    change: { state, step in
      let at = state.themes.firstIndex { $0.name == state.theme.name } ?? 0
      state.theme = state.themes[(at + step + state.themes.count) % state.themes.count]
    }, saved: { ConfigChange(["theme"], .text($0.theme.name)) })

  private static let times = Setting(
    title: "Times", value: { $0.board.usesRelativeTimes ? "relative (4 min ago)" : "exact (14:05:42)" },
    change: { state, _ in state.board.usesRelativeTimes.toggle() },
    saved: { ConfigChange(["times"], .text($0.board.usesRelativeTimes ? "relative" : "exact")) })

  private static let order = Setting(
    title: "Sorted by", value: { $0.board.order.key.title + ($0.board.order.isReversed ? ", reversed" : "") },
    change: { state, step in
      let keys = SubscriptionOrder.keys
      let at = keys.firstIndex(of: state.board.order.key) ?? 0
      state.board.sort(
        by: SubscriptionOrder(keys[(at + step + keys.count) % keys.count]), rows: state.boardRows)
    }, saved: { ConfigChange(["sort"], .text($0.board.order.text)) })

  private static func column(_ id: SubscriptionColumn.ID) -> Setting {
    Setting(
      title: "Column \(SubscriptionColumns.column(id).title)",
      value: { $0.board.columns.contains(id) ? "shown" : "not shown" },
      change: { state, _ in state.board.columns.formSymmetricDifference([id]) },
      saved: { state in
        ConfigChange(["columns"], .texts(ColumnChoice.offered.filter(state.board.columns.contains).map(\.rawValue)))
      })
  }

  private static let refresh = Setting(
    title: "Ask Fintoro every", value: { TimeText.duration(Double($0.preferences.refreshSeconds)) },
    change: { state, step in
      state.set { $0.refreshSeconds = next([30, 60, 120, 300, 600], $0.refreshSeconds, step) }
    }, saved: { ConfigChange(["refresh_seconds"], .number($0.preferences.refreshSeconds)) })

  private static let quiet = Setting(
    title: "Quiet after", value: { days($0.preferences.quietDays) },
    change: { state, step in state.set { $0.quietDays = next(someDays, $0.quietDays, step) } },
    saved: { ConfigChange(["quiet_days"], .number($0.preferences.quietDays)) })

  private static func quiet(of subject: Subject) -> Setting {
    let id = subject.id
    return Setting(
      title: "Quiet after, \(subject.name)", value: { $0.board.quiet.daysByID[id].map(days) ?? "as all" },
      change: { state, step in
        // 0 stands for the limit of all.
        let chosen = next([0] + someDays, state.board.quiet.daysByID[id] ?? 0, step)
        state.setQuiet(of: id, days: chosen == 0 ? nil : chosen)
      },
      saved: { state in
        state.session.profile.map { profile in
          ConfigChange(
            ["profiles", profile, "quiet_days", String(id)], state.board.quiet.daysByID[id].map { .number($0) })
        }
      })
  }

  private static let mouse = Setting(
    title: "Mouse", value: { $0.preferences.terminal.mouse ? "selects and scrolls" : "off" },
    change: { state, _ in state.set { $0.terminal.mouse.toggle() } },
    saved: { ConfigChange(["mouse"], .flag($0.preferences.terminal.mouse)) })

  private static let ascii = Setting(
    title: "Signs", value: { $0.preferences.terminal.ascii ? "ASCII only" : "all that the terminal has" },
    change: { state, _ in state.set { $0.terminal.ascii.toggle() } },
    saved: { ConfigChange(["ascii"], .flag($0.preferences.terminal.ascii)) })

  private static let someDays = [1, 2, 3, 7, 14, 30, 60, 90, 180, 365]

  private static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }

  /// The value behind or before one that may lie between those that are offered. Stops at the ends.
  private static func next(_ offered: [Int], _ value: Int, _ step: Int) -> Int {
    step > 0 ? offered.first { $0 > value } ?? value : offered.last { $0 < value } ?? value
  }
}

extension State {
  fileprivate mutating func set(_ change: (inout Preferences) -> Void) {
    var preferences = preferences
    change(&preferences)
    adopt(preferences)
  }

  fileprivate mutating func setQuiet(of id: Int, days: Int?) {
    var quiet = board.quiet
    quiet.daysByID[id] = days
    board.setQuiet(quiet, at: serverTime, rows: boardRows)
  }
}
