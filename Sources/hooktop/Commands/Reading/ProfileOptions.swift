import ArgumentParser
import Files

/// For commands that look at several companies at once.
struct ProfileOptions: ParsableArguments {
  @Flag(help: "All profiles of the config, side by side; --profile may also be repeated.")
  var allProfiles = false

  /// The profiles to ask, each once; nil stands for the one that is used when none is named.
  func names(_ connection: ConnectionOptions, in environment: AppEnvironment) async throws -> [String?] {
    if allProfiles {
      guard connection.profiles.isEmpty else {
        throw CommandExit(.usage, "--all-profiles and --profile are two things; give one of them.")
      }
      let paths = environment.paths
      let config = try await BlockingWork.run { () throws(ConfigurationProblem) in try ConfigFile.read(paths) }
      guard !config.profiles.isEmpty else { throw ConfigurationProblem.nothingConfigured }
      return config.profiles.map(\.name)
    }
    let names = connection.profiles.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return names.isEmpty ? [nil] : names
  }

  /// Asks all of them at once, each within its own time limit.
  /// - Returns: in the order of the profiles.
  func each<Value: Sendable>(
    _ connection: ConnectionOptions, _ ask: @escaping @Sendable (Account) async throws -> Value
  ) async throws -> [ProfileResult<Value>] {
    let names = try await names(connection, in: try AppEnvironment.system)
    return await withTaskGroup(of: (Int, ProfileResult<Value>).self) { group in
      for (index, name) in names.enumerated() {
        group.addTask {
          do {
            let account = try await Account.open(connection, profile: name)
            return (index, ProfileResult(profile: name, result: .success(try await ask(account))))
          } catch {
            return (index, ProfileResult(profile: name, result: .failure(error)))
          }
        }
      }
      var results: [(Int, ProfileResult<Value>)] = []
      for await result in group { results.append(result) }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}

/// A command that may be given several profiles.
protocol SeveralProfilesCommand {
  var profiles: ProfileOptions { get }
}

extension ListCommand: SeveralProfilesCommand {}
extension ShowCommand: SeveralProfilesCommand {}
extension WatchCommand: SeveralProfilesCommand {}

/// What one of several profiles has answered.
struct ProfileResult<Value: Sendable>: Sendable {
  var profile: String?
  var result: Result<Value, any Error>

  var value: Value? { try? result.get() }
  var error: (any Error)? {
    if case .failure(let error) = result { error } else { nil }
  }
}

extension [ProfileResult<ListReport>] {
  /// Tells of those that failed, each on a line, and throws the exit of the first. A single one throws its own error.
  func throwProblems(_ paths: Paths, json: Bool) throws {
    let failed = filter { $0.error != nil }
    if count == 1, let error = failed.first?.error { throw error }
    var code: ExitCode?
    for result in failed {
      guard let error = result.error else { continue }
      let report = ErrorReport(error, paths: paths)
      if json {
        ErrorJSON.print(ErrorJSON.value(error, paths: paths, profile: result.profile))
      } else {
        StandardError.print("\(result.profile ?? ""): \(report?.text ?? "")")
      }
      code = code ?? report?.code ?? .internalError
    }
    if let code { throw CommandExit(code) }
  }
}
