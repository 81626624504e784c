import Dashboard
import FintoroAPI

/// Changes settings and profiles in the text of a config.
enum ConfigEditor {
  /// The text with one key changed, added or taken away.
  static func changing(_ change: ConfigChange, in text: String) throws(TOMLEditor.CannotEdit) -> String {
    var editor = TOMLEditor(text)
    try editor.set(change.path, to: change.value.map(literal))
    return editor.text
  }

  struct NewProfile: Equatable {
    var name: String
    var baseURL: BaseURL
    var tokenFile: String
    /// Those that are given are written, the others stay.
    var settings = ConnectionSettings()
  }

  /// The text with the profile in it; one of the same name gets the new values.
  /// - Parameter config: what the text means now.
  static func adding(
    _ profile: NewProfile, to text: String, config: Config
  ) throws(TOMLEditor.CannotEdit) -> String {
    var editor = TOMLEditor(text)
    let (baseURL, tokenFile) = (JSONValue.quoted(profile.baseURL.text), JSONValue.quoted(profile.tokenFile))
    if config.profile(named: profile.name) != nil {
      try replace(["profiles", profile.name], baseURL, tokenFile, &editor)
    } else {
      editor.append([
        "[profiles.\(TOMLEditor.key(profile.name))]", TOMLEditor.assignment("base_url", baseURL),
        TOMLEditor.assignment("token_file", tokenFile),
      ])
    }
    for (key, literal) in profile.settings.profileKeys {
      try editor.set(["profiles", profile.name, key], to: literal)
    }
    // The profile that was used without being named stays the one that is.
    if config.defaultProfile == nil, config.profiles.count < 2 {
      try editor.set(["default_profile"], to: JSONValue.quoted(config.profiles.first?.name ?? profile.name))
    }
    return editor.text
  }

  private static func replace(
    _ path: [String], _ baseURL: String, _ tokenFile: String, _ editor: inout TOMLEditor
  ) throws(TOMLEditor.CannotEdit) {
    let statements = TOMLStatements(editor.text)
    guard let header = statements.all.firstIndex(where: { $0.isHeader && $0.path == path }) else {
      throw TOMLEditor.CannotEdit(line: statements.line(of: path))
    }
    let own = statements.all[(header + 1)...].prefix { !$0.isHeader }
    // From the end, so that the places before stay right.
    for statement in own.reversed() {
      switch statement.path.last {
      case "base_url": editor.replace(statement, with: baseURL)
      case "token_file": editor.replace(statement, with: tokenFile)
      case "token_command":
        editor.replace(statement, with: TOMLEditor.assignment("token_file", tokenFile), isAssignment: true)
      default: break
      }
    }
  }

  private static func literal(_ value: ConfigChange.Value) -> String {
    switch value {
    case .text(let text): JSONValue.quoted(text)
    case .number(let number): String(number)
    case .flag(let flag): String(flag)
    case .texts(let texts): "[" + texts.map(JSONValue.quoted).joined(separator: ", ") + "]"
    }
  }
}
