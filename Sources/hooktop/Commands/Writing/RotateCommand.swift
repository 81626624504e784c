import ArgumentParser
import FintoroWebhooks

/// `hooktop rotate ID`: a new signing secret; the old one is dead at once.
struct RotateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate", abstract: "Give a subscription a new secret; the old one is dead at once.",
    discussion: """
      It is sent once. If its answer is lost the new secret is lost with it (status 76): the only cure is to rotate \
      again. Until the receiver has the new secret, deliveries fail and are tried again for 3 h 06 min.
      """)

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var secret: SecretOptions
  @OptionGroup var confirmed: ConfirmedSubscriptionOptions

  @Flag(help: "Print JSON, by the API's names, without the secret.")
  var json = false

  func validate() throws { try secret.refuse(json: json) }

  func run() async throws {
    let account = try await Account.open(connection)
    let (id, confirmed, secret, json) = (confirmed.id, confirmed, secret, json)
    try await WritingRun.run(account) {
      let subscription = try await account.read(id)
      try confirmed.check(subscription)
      // A printed secret goes to a file as well: nothing can bring it back.
      let path = await secret.path(name: subscription.name, url: subscription.url, in: account.environment)
      let outcome = await account.subscriptions.rotate(
        RotateRequest(id: id, secretPath: path, format: secret.secretFormat))
      try RotateReport(account, json: json).tell(
        outcome, id, printing: secret.isPrinted ? secret.secretFormat : nil)
    }
  }
}
