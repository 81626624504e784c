public import Glibc

/// Runs programs as somebody whom the file system can refuse something: root is let through everywhere.
public enum OrdinaryUser {
  /// `nobody`, where these tests run as root.
  public static let number: uid_t = geteuid() == 0 ? 65_534 : geteuid()

  public static func run(
    _ path: String, _ arguments: [String], environment: [String: String]
  ) async throws -> ProcessRun {
    if geteuid() != 0 { return try await ProcessRun.run(path, arguments, environment: environment) }
    let user = String(number)
    return try await ProcessRun.run(
      "setpriv", ["--reuid", user, "--regid", user, "--clear-groups", path] + arguments, environment: environment)
  }

  /// Whether the built program can be started that way: it may lie in a folder that only root may enter.
  public static func canRun() async -> Bool {
    let run = try? await run(BuiltProduct.path("hooktop"), ["--version"], environment: [:])
    return run?.exit == .exited(0)
  }
}
