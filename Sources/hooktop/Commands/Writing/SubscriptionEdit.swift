import FintoroAPI
import FintoroWebhooks

/// One edit from the command line: read, changed, written whole, read back, told line by line.
struct SubscriptionEdit: Sendable {
  let session: Session
  let id: Int
  let isDryRun: Bool
  let json: Bool

  func run(_ change: @escaping @Sendable (inout SubscriptionInput) throws(Ending) -> Void) async throws {
    try await WritingRun.run(session) {
      let before = try await SubscriptionID.read(id, session)
      var wanted = before.input
      try change(&wanted)
      let changes = InputChange.between(before.input, wanted)
      if isDryRun { return try tellDryRun(changes, wanted, before) }
      try tell(await session.subscriptions.edit(id, base: before.input, wanted: wanted), changes)
    }
  }

  private func tellDryRun(_ changes: [InputChange], _ wanted: SubscriptionInput, _ before: Subscription) throws {
    let body = FintoroClient.updateBody(wanted, keeping: before.otherFields)
    let request = DryRun.text(.put, "/webhook-subscriptions/\(id)", body, session)
    try StandardOutput.write(changes.map { PlainTable.line($0.line) }.joined() + request)
  }

  private func tell(_ outcome: EditOutcome, _ changes: [InputChange]) throws {
    switch outcome {
    case .done(let now): try write(now, changes)
    case .nothingToChange(let now):
      StandardOutput.complain("Nothing to change: subscription \(id) is that way already.")
      if json { try write(now, []) }
    default: throw ending(outcome)
    }
  }

  private func write(_ now: Subscription, _ changes: [InputChange]) throws {
    guard json else {
      return try StandardOutput.write(changes.map { PlainTable.line($0.line) }.joined())
    }
    let report = SubscriptionReport(session.surroundings.clock)
    try StandardOutput.write(
      JSONValue.object([
        .init("changes", .array(changes.map { .string($0.line) })), .init("subscription", report.json(now)),
      ]).text)
  }

  private func ending(_ outcome: EditOutcome) -> Ending {
    switch outcome {
    case .done, .nothingToChange: Ending(.success)
    case .changedMeanwhile:
      Ending(.tryAgain, "Somebody changed subscription \(id) in this moment: nothing was written; look and try again.")
    case .readBackDiffers:
      Ending(
        .unknownOutcome,
        "The change was accepted, but what was read back is something else: look at it with `hooktop show \(id)`.")
    case .refused(let failure): Ending(ErrorReport.code(failure), "Nothing was changed. \(session.sentence(failure))")
    case .unknown(let failure, let now):
      Ending(
        .unknownOutcome,
        (now == nil
          ? "Whether the change was made is not known"
          : "The answer was lost, and subscription \(id) did not show the change when it was read again")
          + "; the same command again is safe. \(session.sentence(failure))")
    case .locked(let sentence): Ending(.notAllowed, "Nothing was sent. \(sentence)")
    case .gone: Ending(.notFound, "Subscription \(id) is gone (404); `hooktop list` shows those there are.")
    }
  }
}
