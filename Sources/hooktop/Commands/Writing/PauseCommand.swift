import ArgumentParser
import FintoroWebhooks

/// `hooktop pause ID`: disables a subscription. New events are not delivered.
struct PauseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Stop deliveries of a subscription.",
    discussion: "Events that happen meanwhile are not delivered, and not replayed later.")

  @OptionGroup var options: ActivityOptions

  func run() async throws { try await options.set(isActive: false) }
}

/// `hooktop resume ID`: enables a subscription. New events are delivered again.
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Let deliveries of a paused subscription go on.",
    discussion: "Only events from now on are delivered. For creates that are not finished see `hooktop pending`.")

  @OptionGroup var options: ActivityOptions

  func run() async throws { try await options.set(isActive: true) }
}

/// Options of pause and resume.
struct ActivityOptions: ParsableArguments {
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var subscription: SubscriptionOptions

  @Flag(help: "Print what would change and the request; write nothing.")
  var dryRun = false

  @Flag(help: "Print JSON: the changes and the subscription as it was read back.")
  var json = false

  func set(isActive: Bool) async throws {
    let account = try await Account.open(connection)
    try await SubscriptionEdit(
      account: account, id: subscription.id, done: isActive ? "resumed" : "paused", isDryRun: dryRun, json: json
    ).run {
      input throws(CommandExit) in input.isActive = isActive
    }
  }
}
