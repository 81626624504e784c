import Dashboard
import FintoroAPI
import FintoroWebhooks
import TOMLKit
import TerminalUI

/// Reads `config.toml` whole or not at all. An error has the line, the key and what was expected.
struct ConfigReader: TOMLReading {
  let shownPath: String
  let paths: Paths
  let statements: TOMLStatements
  let unknownKey = "not a key that hooktop knows"

  static let rootKeys = ["default_profile", "theme", "profiles", "history"] + preferenceKeys
  static let profileKeys = [
    "base_url", "token_file", "token_command", ConnectionSettings.caFileKey, ConnectionSettings.timeoutKey, "color",
    "danger", "read_only", "quiet_days", "calendar",
  ]

  /// - Parameter text: the file's text.
  static func parse(_ text: String, paths: Paths) throws(ConfigurationProblem) -> Config {
    let reader = ConfigReader(
      shownPath: paths.display(paths.configFile), paths: paths, statements: TOMLStatements(text))
    return try reader.config(try reader.root(text))
  }

  private func config(_ root: TOMLTable) throws(ConfigurationProblem) -> Config {
    try refuseUnknown(root, Self.rootKeys, [])
    var config = Config(
      defaultProfile: try filledString(root, ["default_profile"]), theme: try filledString(root, ["theme"]),
      profiles: [])
    config.preferences = try preferences(root)
    config.look = try look(root)
    config.keepsHistory = try flag(root, ["history"]) ?? true
    if let value = root["profiles"] {
      guard let table = value.table else { throw wrongType(value, ["profiles"], "tables like [profiles.prod]") }
      for name in table.keys.sorted() {
        guard let value = table[name], let profile = value.table else {
          throw problem(["profiles", name], "expected a table, written as [profiles.\(name)]")
        }
        config.profiles.append(try self.profile(name, profile))
      }
    }
    if let name = config.defaultProfile, config.profile(named: name) == nil {
      throw problem(["default_profile"], "there is no profile \"\(name)\"; write [profiles.\(name)] or another name")
    }
    return config
  }

  private func profile(_ name: String, _ table: TOMLTable) throws(ConfigurationProblem) -> Config.Profile {
    let path = ["profiles", name]
    if name.isEmpty { throw problem(path, "a profile needs a name") }
    if table["token"] != nil {
      throw problem(
        path + ["token"],
        "a token must not stand in this file; put it into a file of its own and name that file "
          + "with token_file, or run `hooktop setup`")
    }
    try refuseUnknown(table, Self.profileKeys, path)
    let baseURL = try baseURL(table, path + ["base_url"])
    let file = try filePath(table, path + ["token_file"])
    let command = try command(table, path + ["token_command"])
    let settings = ConnectionSettings(
      timeoutSeconds: try number(
        table, path + [ConnectionSettings.timeoutKey], ConnectionSettings.timeouts, of: "seconds"),
      caFile: try filePath(table, path + [ConnectionSettings.caFileKey]))
    let token: TokenSource
    switch (file, command) {
    case (let file?, nil): token = .file(file)
    case (nil, let words?): token = .command(words)
    case (nil, nil): throw problem(path, "token_file or token_command is missing")
    default: throw problem(path + ["token_command"], "token_file is there already; only one of the two may be")
    }
    return .init(
      name: name, baseURL: baseURL, token: token, settings: settings, color: try color(table, path + ["color"]),
      isDanger: try flag(table, path + ["danger"]) ?? false, isReadOnly: try flag(table, path + ["read_only"]) ?? false,
      quietDays: try quietDays(table, path + ["quiet_days"]), calendar: try calendar(table, path + ["calendar"]))
  }

  private func calendar(_ table: TOMLTable, _ path: [String]) throws(ConfigurationProblem) -> WorkCalendar {
    guard let text = try filledString(table, path) else { return .sk }
    guard let calendar = WorkCalendar(rawValue: text) else {
      throw problem(path, "expected \"sk\", \"cz\" or \"none\", found \"\(text)\"")
    }
    return calendar
  }

  private func baseURL(_ table: TOMLTable, _ path: [String]) throws(ConfigurationProblem) -> BaseURL {
    guard let text = try filledString(table, path) else {
      throw problem(path.dropLast(), "base_url is missing; Fintoro's is \(BaseURL.production)")
    }
    do {
      return try BaseURL(text)
    } catch {
      throw problem(path, error.sentence)
    }
  }

  private func command(_ table: TOMLTable, _ path: [String]) throws(ConfigurationProblem) -> [String]? {
    guard let key = path.last, let value = table[key] else { return nil }
    let expected = "a command such as [\"pass\", \"show\", \"fintoro\"] or \"pass show fintoro\""
    if let text = value.string {
      guard let words = CommandWords.split(text) else { throw problem(path, "a quote or a backslash is left open") }
      if words.isEmpty { throw problem(path, "empty; expected \(expected)") }
      return words
    }
    guard let array = value.array else { throw wrongType(value, path, expected) }
    var words: [String] = []
    for index in array.indices {
      guard let word = array[index].string else { throw wrongType(array[index], path, "\(expected), strings only") }
      words.append(word)
    }
    if words.first?.isEmpty != false { throw problem(path, "empty; expected \(expected)") }
    return words
  }

  /// An absolute path; `~/` is the home folder.
  private func filePath(_ table: TOMLTable, _ path: [String]) throws(ConfigurationProblem) -> String? {
    guard let text = try filledString(table, path) else { return nil }
    guard text.hasPrefix("/") || text.hasPrefix("~/") else {
      throw problem(path, "expected a path that starts with / or ~/, found \"\(text)\"")
    }
    do throws(PathProblem) {
      return try paths.absolute(text, from: nil)
    } catch {
      throw problem(path, "there is no home folder; expected a path that starts with /")
    }
  }

  private func color(_ table: TOMLTable, _ path: [String]) throws(ConfigurationProblem) -> Color? {
    guard let text = try filledString(table, path) else { return nil }
    guard let color = ProfileColor.color(text) else {
      throw problem(path, "expected one of \(ProfileColor.expectation), found \"\(text)\"")
    }
    return color
  }

  private func filledString(_ table: TOMLTable, _ path: [String]) throws(ConfigurationProblem) -> String? {
    let text = try string(table, path)
    if text?.isEmpty == true { throw problem(path, "empty; expected a string with something in it") }
    return text
  }
}
