import FintoroWebhooks
import TerminalUI

/// One setting of the board. The settings screen, what is saved, and the config keys all come from this list.
struct Setting {
  let title: String
  /// The current value.
  let value: @Sendable (Choices) -> String
  /// Chooses the next value, or with -1 the one before.
  let change: @Sendable (inout Choices, Int, [Theme]) -> Void
  /// The config key and value for a profile; nil if it cannot be saved.
  let saved: @Sendable (Choices, String?) -> ConfigChange?

  /// A subscription whose own quiet limit is a setting too.
  struct Subject: Equatable, Sendable {
    let id: Int
    let name: String
  }

  static func all(about subjects: [Subject]) -> [Setting] {
    chosenByKeys + [title, bell, refresh, quiet] + subjects.map { quiet(of: $0) } + [mouse, ascii]
  }

  /// Settings that keys of the board change as well. These are saved without asking.
  static let chosenByKeys = [theme, times, order] + ColumnsRoom.offered.map { column($0) }

  private static let theme = Setting(
    title: "Theme", value: { $0.theme.name },
    change: { choices, step, themes in
      let at = themes.firstIndex { $0.name == choices.theme.name } ?? 0
      choices.theme = themes[(at + step + themes.count) % themes.count]
    }, saved: { choices, _ in ConfigChange(["theme"], .text(choices.theme.name)) })

  private static let times = Setting(
    title: "Times", value: { $0.look.usesRelativeTimes ? "relative (4 min ago)" : "exact (14:05:42)" },
    change: { choices, _, _ in choices.look.usesRelativeTimes.toggle() },
    saved: { choices, _ in ConfigChange(["times"], .text(choices.look.usesRelativeTimes ? "relative" : "exact")) })

  private static let order = Setting(
    title: "Sorted by", value: { $0.look.order.key.title + ($0.look.order.isReversed ? ", reversed" : "") },
    change: { choices, step, _ in
      let keys = SubscriptionOrder.keys
      let at = keys.firstIndex(of: choices.look.order.key) ?? 0
      choices.look.order = SubscriptionOrder(keys[(at + step + keys.count) % keys.count])
    }, saved: { choices, _ in ConfigChange(["sort"], .text(choices.look.order.text)) })

  private static func column(_ id: SubscriptionColumn.ID) -> Setting {
    Setting(
      title: "Column \(SubscriptionColumns.column(id).title)",
      value: { $0.look.columns.contains(id) ? "shown" : "not shown" },
      change: { choices, _, _ in choices.look.columns.formSymmetricDifference([id]) },
      saved: { choices, _ in
        ConfigChange(["columns"], .texts(ColumnsRoom.offered.filter(choices.look.columns.contains).map(\.rawValue)))
      })
  }

  private static let refresh = Setting(
    title: "Refresh every", value: { TimeText.duration(Double($0.preferences.refreshSeconds)) },
    change: { choices, step, _ in
      choices.preferences.refreshSeconds = next([30, 60, 120, 300, 600], choices.preferences.refreshSeconds, step)
    }, saved: { choices, _ in ConfigChange(["refresh_seconds"], .number(choices.preferences.refreshSeconds)) })

  private static let quiet = Setting(
    title: "Quiet after", value: { days($0.preferences.quietDays) },
    change: { choices, step, _ in
      choices.preferences.quietDays = next(dayChoices, choices.preferences.quietDays, step)
    }, saved: { choices, _ in ConfigChange(["quiet_days"], .number(choices.preferences.quietDays)) })

  private static func quiet(of subject: Subject) -> Setting {
    let id = subject.id
    return Setting(
      title: "Quiet after, \(subject.name)", value: { $0.quietDaysByID[id].map(days) ?? "same as others" },
      change: { choices, step, _ in
        // 0 means the general limit.
        let chosen = next([0] + dayChoices, choices.quietDaysByID[id] ?? 0, step)
        choices.quietDaysByID[id] = chosen == 0 ? nil : chosen
      },
      saved: { choices, profile in
        profile.map {
          ConfigChange(["profiles", $0, "quiet_days", String(id)], choices.quietDaysByID[id].map { .number($0) })
        }
      })
  }

  private static let title = Setting(
    title: "Terminal title", value: { $0.preferences.title ? "on" : "off" },
    change: { choices, _, _ in choices.preferences.title.toggle() },
    saved: { choices, _ in ConfigChange(["title"], .flag(choices.preferences.title)) })

  private static let bell = Setting(
    title: "Bell when worse", value: { $0.preferences.bell ? "on" : "off" },
    change: { choices, _, _ in choices.preferences.bell.toggle() },
    saved: { choices, _ in ConfigChange(["bell"], .flag(choices.preferences.bell)) })

  private static let mouse = Setting(
    title: "Mouse", value: { $0.preferences.terminal.mouse ? "on" : "off" },
    change: { choices, _, _ in choices.preferences.terminal.mouse.toggle() },
    saved: { choices, _ in ConfigChange(["mouse"], .flag(choices.preferences.terminal.mouse)) })

  private static let ascii = Setting(
    title: "Symbols", value: { $0.preferences.terminal.ascii ? "ASCII only" : "Unicode" },
    change: { choices, _, _ in choices.preferences.terminal.ascii.toggle() },
    saved: { choices, _ in ConfigChange(["ascii"], .flag(choices.preferences.terminal.ascii)) })

  private static let dayChoices = [1, 2, 3, 7, 14, 30, 60, 90, 180, 365]

  private static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }

  /// The next offered value, or the one before; the current value may lie between two of them. Stops at the ends.
  private static func next(_ offered: [Int], _ value: Int, _ step: Int) -> Int {
    step > 0 ? offered.first { $0 > value } ?? value : offered.last { $0 < value } ?? value
  }
}
