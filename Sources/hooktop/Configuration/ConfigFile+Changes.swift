import Dashboard

extension ConfigFile {
  /// Changes keys of the config on disk, as it stands there now. A config that cannot be read stays as it is.
  /// - Parameter unique: a part of a passing file's name that nothing else uses.
  static func change(_ changes: [ConfigChange], _ paths: Paths, unique: String) throws {
    var text = try text(paths) ?? ""
    _ = try ConfigReader.parse(text, paths: paths)
    for change in changes {
      do {
        text = try ConfigEditor.changing(change, in: text)
      } catch {
        throw byHand(change, line: error.line, paths)
      }
    }
    // What is written must be a config.
    do {
      _ = try ConfigReader.parse(text, paths: paths)
    } catch {
      throw byHand(changes[0], line: nil, paths)
    }
    try PrivateFile.write(Array(text.utf8), to: paths.configFile, replacing: true, unique: unique)
  }

  private static func byHand(_ change: ConfigChange, line: Int?, _ paths: Paths) -> ConfigurationProblem {
    .config(
      path: paths.display(paths.configFile), line: line, key: change.path.joined(separator: "."),
      problem: "is written in a way that hooktop does not change; set it there by hand")
  }
}
