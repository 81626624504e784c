import FintoroAPI

/// Adds a profile to the text of a config by changing lines, so that comments and everything else stay as they are.
enum ConfigEditor {
  /// The profile stands there in a form that is not changed line by line.
  struct CannotEdit: Error, Equatable {
    var line: Int?
  }

  struct NewProfile: Equatable {
    var name: String
    var baseURL: BaseURL
    var tokenFile: String
  }

  /// The text with the profile in it; one of the same name gets the new values.
  /// - Parameter config: what the text means now.
  static func adding(_ profile: NewProfile, to text: String, config: Config) throws(CannotEdit) -> String {
    let path = ["profiles", profile.name]
    var text = text
    if config.profile(named: profile.name) != nil {
      text = try replacing(profile, at: path, in: text)
    } else {
      text = appending(
        [
          "[profiles.\(key(profile.name))]", assignment("base_url", profile.baseURL.text),
          assignment("token_file", profile.tokenFile),
        ], to: text)
    }
    guard config.defaultProfile == nil else { return text }
    // The profile that was used without being named stays the one that is.
    let standard = config.profiles.count == 1 ? config.profiles[0].name : profile.name
    return config.profiles.count > 1 ? text : settingDefault(standard, in: text)
  }

  private static func replacing(
    _ profile: NewProfile, at path: [String], in text: String
  ) throws(CannotEdit) -> String {
    let statements = TOMLStatements(text)
    guard let header = statements.all.firstIndex(where: { $0.isHeader && $0.path == path }) else {
      throw CannotEdit(line: statements.line(of: path))
    }
    let own = statements.all[(header + 1)...].prefix { !$0.isHeader }
    var text = text
    // From the end, so that the places before stay right.
    for statement in own.reversed() {
      switch statement.path.last {
      case "base_url": text = replacing(statement, with: JSONValue.quoted(profile.baseURL.text), in: text)
      case "token_file": text = replacing(statement, with: JSONValue.quoted(profile.tokenFile), in: text)
      case "token_command":
        text = replacing(
          statement, with: assignment("token_file", profile.tokenFile), assignment: true, in: text)
      default: break
      }
    }
    return text
  }

  private static func settingDefault(_ name: String, in text: String) -> String {
    let line = assignment("default_profile", name)
    let last = TOMLStatements(text).all.prefix(while: { !$0.isHeader }).last
    return inserting(line, at: last.map { lineAfter($0, text) } ?? text.startIndex, in: text)
  }

  private static func assignment(_ key: String, _ value: String) -> String {
    "\(key) = \(JSONValue.quoted(value))"
  }

  /// JSON's quotes and escapes are TOML's as well.
  static func key(_ name: String) -> String {
    let isBare = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    return isBare && !name.isEmpty ? name : JSONValue.quoted(name)
  }
}
