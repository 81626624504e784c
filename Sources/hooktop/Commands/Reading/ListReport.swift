import Dashboard
import FintoroAPI
import FintoroWebhooks
import TerminalUI

/// One connection's rows as `list` prints them, in the order in which they are.
struct ListReport: Sendable {
  /// Nil where there is only one.
  var profile: String?
  var report: SubscriptionReport
  var rows: [BoardRow]
  /// What this machine knows of their secrets, where that is asked for.
  var custody: [Int: SubscriptionReport.Custody] = [:]

  static let schema = "hooktop.list/1"
  static let manySchema = "hooktop.lists/1"

  /// One table for all of them, with a column for the profile where there are several.
  static func table(_ lists: [ListReport]) -> String {
    let columns = SubscriptionColumns.all
    let hasProfiles = lists.contains { $0.profile != nil }
    let rows = lists.flatMap { list in
      let style = SubscriptionColumn.TimeStyle.relative(now: list.report.time.now, list.report.zone)
      return list.rows.map { row in
        (hasProfiles ? [list.profile ?? ""] : []) + columns.map { cell($0, row, style) }
      }
    }
    return PlainTable(
      header: (hasProfiles ? ["PROFILE"] : []) + columns.map(\.title),
      rightAligned: (hasProfiles ? [false] : []) + columns.map { $0.alignment == .right }, rows: rows
    ).text
  }

  private static func cell(_ column: SubscriptionColumn, _ row: BoardRow, _ style: SubscriptionColumn.TimeStyle)
    -> String
  {
    switch row.content {
    case .subscription(let assessed):
      let text = column.text(assessed, style)
      // One long text would push every row's other columns out of sight; `show` and JSON have all of it.
      return if case .text(let most) = column.width { Truncation.end(text, to: most) } else { text }
    case .unreadable(let element):
      return switch column.id {
      case .id: element.id.map(String.init) ?? "?"
      case .state: "unreadable"
      case .name: element.problem
      default: "?"
      }
    }
  }

  /// Every field of each, with an empty line between two of them.
  static func fields(_ lists: [ListReport], paths: Paths) -> String {
    lists.flatMap { list in list.rows.map { list.fields($0, paths) } }.joined(separator: "\n")
  }

  private func fields(_ row: BoardRow, _ paths: Paths) -> String {
    let head = [profile.map { ("profile", $0) }].compactMap(\.self)
    if let assessed = row.assessed { return report.fields(assessed, custody[assessed.id], head: head, paths: paths) }
    let element = row.unreadable
    return PlainTable.fields(
      head + [
        ("id", element?.id.map(String.init) ?? "?"), ("state", "unreadable"), ("reason", element?.problem ?? ""),
      ])
  }

  /// As JSON, with a line break at the end.
  var json: JSONText {
    // About a thousand bytes each, of which memory that is not used costs nothing.
    var text = JSONText(capacity: 1_024 * (rows.count + 1))
    write(in: &text)
    text.end()
    return text
  }

  private func write(in text: inout JSONText) {
    text.addObject { text in
      text.addMember("schema", .string(Self.schema))
      text.addMember("data") { text in
        text.addArray { text in
          for assessed in rows.lazy.compactMap(\.assessed) {
            text.addElement { $0.add(report.json(assessed, custody[assessed.id])) }
          }
        }
      }
      text.addMember(
        "unreadable",
        .array(
          rows.compactMap(\.unreadable).map { element in
            .object([
              .init("position", .int(element.position)), .init("id", JSONValue(element.id)),
              .init("problem", .string(element.problem)),
            ])
          }))
    }
  }

  /// Times in UTC, for programs.
  static func csv(_ lists: [ListReport]) -> String {
    let hasProfiles = lists.contains { $0.profile != nil }
    let header =
      (hasProfiles ? ["profile"] : []) + [
        "id", "state", "reasonCode", "name", "url", "isActive", "subscribedEvents", "lastSuccessAt", "lastFailureAt",
        "givesUpAt", "lossPossibleFrom", "reason",
      ]
    return CSV.text(
      [header]
        + lists.flatMap { list in
          list.rows.map { (hasProfiles ? [list.profile ?? ""] : []) + list.cells($0) }
        })
  }

  private func cells(_ row: BoardRow) -> [String] {
    guard let assessed = row.assessed else {
      let element = row.unreadable
      let problem = element?.problem ?? ""
      return [element?.id.map(String.init) ?? "", "unreadable"] + Array(repeating: "", count: 9) + [problem]
    }
    let subscription = assessed.subscription
    let clock = RetryClock(subscription, state: assessed.health.state)
    return [
      String(assessed.id), assessed.health.state.word, assessed.reasonCode(at: report.time.now),
      subscription.name ?? "", subscription.url, subscription.isActive ? "true" : "false",
      subscription.subscribedEvents.map(\.rawValue).joined(separator: " "), subscription.lastSuccessAt.raw ?? "",
      subscription.lastFailureAt.raw ?? "", clock.map { ISO8601.text($0.givesUpAt) } ?? "",
      clock?.lossPossibleFrom.map(ISO8601.text) ?? "", report.reason(assessed).text,
    ]
  }
}

extension ListReport {
  /// Of several profiles: each list, or why there is none.
  static func json(_ results: [ProfileResult<ListReport>], paths: Paths) -> JSONText {
    var text = JSONText(capacity: results.reduce(0) { $0 + 1_024 * (($1.value?.rows.count ?? 0) + 1) })
    text.addObject { text in
      text.addMember("schema", .string(manySchema))
      text.addMember("profiles") { text in
        text.addArray { text in
          for result in results { text.addElement { add(result, paths, to: &$0) } }
        }
      }
    }
    text.end()
    return text
  }

  private static func add(_ result: ProfileResult<ListReport>, _ paths: Paths, to text: inout JSONText) {
    text.addObject { text in
      text.addMember("profile", JSONValue(result.profile))
      switch result.result {
      case .success(let list): text.addMember("list") { list.write(in: &$0) }
      case .failure(let error): text.addMember("error", ErrorJSON.value(error, paths: paths))
      }
    }
  }
}
