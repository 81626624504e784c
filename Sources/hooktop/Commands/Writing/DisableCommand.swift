import ArgumentParser
import FintoroWebhooks

/// `hooktop disable ID`: new events are not delivered.
struct DisableCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable", abstract: "Disable a subscription: nothing is delivered.",
    discussion: "Events that happen while it is disabled are lost for good.", aliases: ["pause"])

  @OptionGroup var options: ActivityOptions

  func run() async throws { try await options.set(isActive: false) }
}

/// `hooktop enable ID`: new events are delivered again.
struct EnableCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable", abstract: "Enable a disabled subscription.",
    discussion: "Only events from now on are delivered. To finish a pending create see `hooktop pending --resume`.",
    aliases: ["resume"])

  @OptionGroup var options: ActivityOptions

  func run() async throws { try await options.set(isActive: true) }
}

/// Options of disable and enable.
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
      account: account, id: subscription.id, kind: isActive ? .enable : .disable, isDryRun: dryRun, json: json
    ).run {
      input throws(CommandExit) in input.isActive = isActive
    }
  }
}
