import Dashboard
import FintoroWebhooks
import TOMLKit
import TerminalUI

/// Keys of the dashboard's settings.
extension ConfigReader {
  static let preferenceKeys = [
    "times", "sort", "columns", "refresh_seconds", "quiet_days", "title", "bell", "mouse", "ascii",
  ]

  func preferences(_ root: TOMLTable) throws(ConfigurationProblem) -> Preferences {
    var preferences = Preferences()
    if let seconds = try number(root, ["refresh_seconds"], Preferences.refreshRange, of: "seconds") {
      preferences.refreshSeconds = seconds
    }
    if let days = try number(root, ["quiet_days"], Preferences.quietRange, of: "days") { preferences.quietDays = days }
    if let title = try flag(root, ["title"]) { preferences.title = title }
    if let bell = try flag(root, ["bell"]) { preferences.bell = bell }
    if let mouse = try flag(root, ["mouse"]) { preferences.terminal.mouse = mouse }
    if let ascii = try flag(root, ["ascii"]) { preferences.terminal.ascii = ascii }
    return preferences
  }

  func look(_ root: TOMLTable) throws(ConfigurationProblem) -> BoardLook {
    var look = BoardLook()
    if let text = try string(root, ["times"]) {
      guard ["relative", "exact"].contains(text) else {
        throw problem(["times"], "expected \"relative\" or \"exact\", found \"\(text)\"")
      }
      look.usesRelativeTimes = text == "relative"
    }
    if let text = try string(root, ["sort"]) {
      guard let order = SubscriptionOrder(text: text) else {
        let names = SubscriptionOrder.keys.map(\.name).joined(separator: ", ")
        throw problem(["sort"], "expected one of \(names), with - before it for the other way; found \"\(text)\"")
      }
      look.order = order
    }
    if let value = root["columns"] { look.columns = try columns(value) }
    return look
  }

  /// The columns state and name are always shown.
  private func columns(_ value: any TOMLValueConvertible) throws(ConfigurationProblem) -> Set<SubscriptionColumn.ID> {
    let names = SubscriptionColumn.ID.allCases.map(\.rawValue).joined(separator: ", ")
    guard let array = value.array else { throw wrongType(value, ["columns"], "a list of columns such as [\"url\"]") }
    var columns = BoardColumns.always
    for index in array.indices {
      guard let id = array[index].string.flatMap({ SubscriptionColumn.ID(name: $0) }) else {
        throw wrongValue(array[index], ["columns"], "columns out of \(names)")
      }
      columns.insert(id)
    }
    return columns
  }

  /// `[profiles.prod.quiet_days]` with lines like `801 = 30`.
  func quietDays(_ profile: TOMLTable, _ path: [String]) throws(ConfigurationProblem) -> [Int: Int] {
    guard let value = profile["quiet_days"] else { return [:] }
    guard let table = value.table else {
      throw wrongType(value, path, "a table of subscriptions and days, such as 801 = 30")
    }
    var days: [Int: Int] = [:]
    for key in table.keys.sorted() {
      guard let id = Int(key) else { throw problem(path + [key], "expected the id of a subscription before =") }
      days[id] = try number(table, path + [key], Preferences.quietRange, of: "days")
    }
    return days
  }

  func number(
    _ table: TOMLTable, _ path: [String], _ range: ClosedRange<Int>, of unit: String
  ) throws(ConfigurationProblem) -> Int? {
    guard let key = path.last, let value = table[key] else { return nil }
    let expected = "whole \(unit) from \(range.lowerBound) to \(range.upperBound)"
    guard let number = value.int else { throw wrongType(value, path, expected) }
    guard range.contains(number) else { throw problem(path, "expected \(expected), found \(number)") }
    return number
  }
}
