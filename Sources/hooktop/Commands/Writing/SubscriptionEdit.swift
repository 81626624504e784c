import FintoroAPI
import FintoroWebhooks

/// One edit from the command line: read, changed, written whole, read back, told line by line.
struct SubscriptionEdit: Sendable {
  let account: Account
  let id: Int
  /// What the report says of it once it is done: `paused`.
  let done: String
  let isDryRun: Bool
  let json: Bool

  func run(_ change: @escaping @Sendable (inout SubscriptionInput) throws(CommandExit) -> Void) async throws {
    try await WritingRun.run(account) {
      let before = try await account.read(id)
      var wanted = before.input
      try change(&wanted)
      let changes = InputChange.between(before.input, wanted).map(\.line)
      if isDryRun { return try tellDryRun(changes, wanted, before) }
      let outcome = await account.subscriptions.edit(id, base: before.input, wanted: wanted)
      try EditReport(account, before, done: done, json: json).tell(outcome, changes)
    }
  }

  private func tellDryRun(_ changes: [String], _ wanted: SubscriptionInput, _ before: Subscription) throws {
    let body = FintoroClient.updateBody(wanted, keeping: before.unknownFields)
    let request = DryRun.text(.put, "/webhook-subscriptions/\(id)", body, account)
    try StandardOutput.write(changes.map(PlainTable.line).joined() + request)
  }
}
