import FintoroAPI
import FintoroWebhooks

/// An error for programs: what a reading command prints on stderr with `--json`.
enum ErrorJSON {
  static let schema = "hooktop.error/1"

  /// - Parameter error: what a command threw.
  static func value(_ error: any Error, paths: Paths, arguments: [String] = []) -> JSONValue {
    let report = ErrorReport(error, paths: paths)
    let parser = report == nil ? ParserReport(error, arguments: arguments) : nil
    let code = report?.code ?? parser?.code ?? .internalError
    let failure = (error as? FailedRequest)?.failure
    return .object([
      .init("schema", .string(schema)), .init("code", .int(Int(code.rawValue))),
      .init("meaning", .string(code.meaning)),
      .init("message", JSONValue(report?.text ?? parser?.sentence)), .init("status", JSONValue(failure?.status)),
      .init("requestId", JSONValue(failure?.requestID)),
      .init("retryAt", JSONValue(failure?.retryAt.map(ISO8601.text))),
    ])
  }

  /// Commands whose data is for programs; others tell people what they changed.
  private static let commands: Set<String> = [
    "list", "show", "whoami", "events", "profiles", "status", "history", "gaps", "backfill",
  ]

  static func isAskedFor(_ arguments: [String]) -> Bool {
    arguments.contains("--json") && CalledCommand(in: arguments).name.map(commands.contains) == true
  }
}
