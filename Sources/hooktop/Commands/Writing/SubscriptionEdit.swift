import FintoroAPI
import FintoroWebhooks

/// One edit from the command line: reads, changes, writes the whole, reads back and prints the changes.
struct SubscriptionEdit: Sendable {
  let account: Account
  let id: Int
  let kind: EditKind
  let isDryRun: Bool
  let json: Bool

  func run(_ change: @escaping @Sendable (inout SubscriptionInput) throws(CommandExit) -> Void) async throws {
    try await InterruptibleRun.run(account) {
      let before = try await account.read(id)
      var wanted = before.input
      try change(&wanted)
      let changes = InputChange.between(before.input, wanted).map(\.line)
      if isDryRun { return try printDryRun(changes, wanted, before) }
      let outcome = await account.subscriptions.edit(id, base: before.input, wanted: wanted)
      try EditReport(account, before, kind, json: json).print(outcome, changes)
    }
  }

  private func printDryRun(_ changes: [String], _ wanted: SubscriptionInput, _ before: Subscription) throws {
    let body = FintoroClient.updateBody(wanted.keepingOrder(of: before.input), keeping: before.unknownFields)
    let request = DryRun.text(.put, "/webhook-subscriptions/\(id)", body, account)
    try StandardOutput.write(changes.map(PlainTable.line).joined() + request)
  }
}

/// What an edit changes, in the words of its report.
enum EditKind {
  case update, disable, enable

  var done: String {
    switch self {
    case .update: "updated"
    case .disable: "disabled"
    case .enable: "enabled"
    }
  }

  /// The same where there was nothing to change.
  var unchanged: String {
    switch self {
    case .update: "already has these values, nothing was sent"
    case .disable, .enable: "already \(done)"
    }
  }
}

/// The output and exit status of an edit. Every sentence begins with the subscription.
struct EditReport: Sendable {
  private let account: Account
  private let kind: EditKind
  private let isJSON: Bool
  private let id: Int
  /// Name and id before the edit.
  private let label: String

  init(_ account: Account, _ before: Subscription, _ kind: EditKind, json: Bool) {
    self.account = account
    self.kind = kind
    isJSON = json
    id = before.id
    label = "\(before.displayName) (\(before.id))"
  }

  /// Prints what was changed, or throws the exit.
  /// - Parameter changes: one line each.
  func print(_ outcome: EditOutcome, _ changes: [String]) throws {
    switch outcome {
    case .done(let now): try write(now, changes)
    case .acceptedNotReadBack(let answered, let failure):
      try write(answered, changes)
      StandardError.print(
        "\(label): Fintoro answered that it is \(kind.done), but it could not be read back. \(account.sentence(failure))"
      )
    case .nothingToChange(let now):
      StandardError.print("\(label): \(kind.unchanged).")
      if isJSON { try write(now, []) }
    case .changedMeanwhile:
      throw CommandExit(
        .tryAgain, "\(label): somebody changed it in this moment, and nothing was written; look and try again.")
    case .readBackDiffers:
      throw CommandExit(
        .unknownOutcome,
        "\(label): the change was accepted, but what was read back is something else: look at it with "
          + "`hooktop show \(id)`.")
    case .refused(let failure):
      throw CommandExit(ErrorReport.code(failure), "\(label): nothing was changed. \(account.sentence(failure))")
    case .unknown(let failure, let now):
      throw CommandExit(
        .unknownOutcome,
        "\(label): "
          + (now == nil
            ? "whether the change was made is not known"
            : "the answer was lost, and it did not show the change when it was read again")
          + "; the same command again is safe. \(account.sentence(failure))")
    case .locked(let sentence): throw CommandExit(.notAllowed, "\(label): nothing was sent. \(sentence)")
    case .gone: throw CommandExit(.notFound, "\(label) is gone (404); `hooktop list` shows which there are.")
    }
  }

  private func write(_ now: Subscription, _ changes: [String]) throws {
    guard isJSON else {
      // One change is printed beside the subscription, several below it.
      let head = "\(label): \(kind.done)\(changes.count > 1 ? ":" : ".")"
      let lines = changes.count == 1 ? ["\(head) \(changes[0])"] : [head] + changes
      return try StandardOutput.write(lines.map(PlainTable.line).joined())
    }
    let report = SubscriptionReport(account.environment.clock)
    try StandardOutput.write(
      JSONValue.object([
        .init("changes", .array(changes.map { .string($0) })), .init("subscription", report.json(now)),
      ]).text)
  }
}
