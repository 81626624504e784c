import FintoroAPI
import FintoroWebhooks
import Glibc

/// An error for programs: what a reading command prints on stderr with `--json`.
enum ErrorJSON {
  static let schema = "hooktop.error/1"

  /// - Parameters:
  ///   - error: what a command threw.
  ///   - profile: of several profiles the one that it is about.
  static func value(
    _ error: any Error, paths: Paths, arguments: [String] = [], profile: String? = nil
  ) -> JSONValue {
    let report = ErrorReport(error, paths: paths)
    let parser = report == nil ? ParserReport(error, arguments: arguments) : nil
    let code = report?.code ?? parser?.code ?? .internalError
    let failure = (error as? FailedRequest)?.failure ?? (error as? CommandExit)?.failure
    return .object(
      [
        .init("schema", .string(schema)), .init("code", .int(Int(code.rawValue))),
        .init("meaning", .string(code.meaning)),
      ] + (profile.map { [.init("profile", .string($0))] } ?? []) + [
        .init("message", JSONValue(report?.text ?? parser?.sentence)), .init("status", JSONValue(failure?.status)),
        .init("requestId", JSONValue(failure?.requestID)),
        .init("retryAt", JSONValue(failure?.retryAt.map(ISO8601.text))),
      ])
  }

  /// Commands whose data is for programs; others tell people what they changed.
  private static let commands: Set<String> = [
    "list", "show", "whoami", "events", "profiles", "status", "history", "gaps", "backfill", "ledger", "pending",
  ]

  static func isAskedFor(_ arguments: [String]) -> Bool {
    arguments.contains("--json") && CalledCommand(in: arguments).name.map(commands.contains) == true
  }

  /// One line on stderr. JSON is for programs: a line that is broken at the terminal's width would be none.
  static func print(_ value: JSONValue) { try? StandardOutput.write(value.compactText + "\n", to: STDERR_FILENO) }
}
