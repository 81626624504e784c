import FintoroAPI

/// How requests travel, apart from address and token.
///
/// Every setting can be given in each way of connecting: by an option, by a variable, by a key of a profile, and by an
/// option of `setup`, which writes the key.
struct ConnectionSettings: Equatable, Sendable {
  /// For one request.
  var timeoutSeconds: Int?
  /// A PEM file of certificate authorities to trust beside the system's. An absolute path.
  var caFile: String?

  static let standardTimeout = 30
  static let timeouts = 1...3600

  static let timeoutVariable = "HOOKTOP_TIMEOUT"
  static let timeoutKey = "timeout_seconds"
  static let caFileVariable = "HOOKTOP_CA_FILE"
  static let caFileKey = "ca_file"

  /// In seconds.
  var timeout: Int { timeoutSeconds ?? Self.standardTimeout }

  /// These settings, and another's where one is not given here.
  func orElse(_ other: ConnectionSettings) -> ConnectionSettings {
    ConnectionSettings(timeoutSeconds: timeoutSeconds ?? other.timeoutSeconds, caFile: caFile ?? other.caFile)
  }

  /// The settings of the environment. An empty variable counts as one that is not set.
  init(environment: [String: String], paths: Paths) throws(ConfigurationProblem) {
    if let text = environment[Self.timeoutVariable], !text.isEmpty {
      guard let seconds = Int(text), Self.timeouts.contains(seconds) else {
        let range = Self.timeouts
        throw .variable(
          Self.timeoutVariable, problem: "must be whole seconds from \(range.lowerBound) to \(range.upperBound)")
      }
      timeoutSeconds = seconds
    }
    caFile = try Self.path(Self.caFileVariable, environment, paths)
  }

  init(timeoutSeconds: Int? = nil, caFile: String? = nil) {
    self.timeoutSeconds = timeoutSeconds
    self.caFile = caFile
  }

  /// Keys and values as a profile has them; only those that are given.
  var profileKeys: [(key: String, literal: String)] {
    var keys: [(key: String, literal: String)] = []
    if let caFile { keys.append((Self.caFileKey, JSONValue.quoted(caFile))) }
    if let timeoutSeconds { keys.append((Self.timeoutKey, String(timeoutSeconds))) }
    return keys
  }

  /// A path that a variable names. Relative ones would mean another file in every folder.
  static func path(
    _ variable: String, _ environment: [String: String], _ paths: Paths
  ) throws(ConfigurationProblem) -> String? {
    guard let text = environment[variable], !text.isEmpty else { return nil }
    guard text.hasPrefix("/") || text.hasPrefix("~/") else {
      throw .variable(variable, problem: "must be a path that starts with / or ~/")
    }
    do throws(PathProblem) {
      return try paths.absolute(text, from: nil)
    } catch {
      throw .token(error.sentence)
    }
  }
}
