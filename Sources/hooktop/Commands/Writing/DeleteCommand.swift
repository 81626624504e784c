import ArgumentParser
import FintoroAPI
import FintoroWebhooks

/// `hooktop delete ID`: deletes a subscription.
struct DeleteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete a subscription; one that is gone already is a success.",
    discussion: "Its secret's file stays where it is, of no use any more; `hooktop ledger` goes on listing it.")

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var confirmed: ConfirmedSubscriptionOptions

  func run() async throws {
    let account = try await Account.open(connection)
    let (id, confirmed) = (confirmed.id, confirmed)
    try await InterruptibleRun.run(account) {
      let subscription: Subscription
      do throws(Failure) {
        subscription = try await account.subscriptions.read(id).value
      } catch {
        guard error.kind == .notFound else { throw account.commandError(error, about: id) }
        // Contract: 404 stands for another company's subscription as well.
        let file = await account.ledger.secretFile(of: account.subscriptions.reference(id))
        let note = file.map {
          " If it was this company's, its secret in \(account.environment.paths.display($0)) is no longer valid."
        }
        return StandardError.print("Subscription \(id) is already gone.\(note ?? "")")
      }
      try confirmed.check(subscription)
      try print(await account.subscriptions.delete(id), subscription, account)
    }
  }

  private func print(_ outcome: DeleteOutcome, _ subscription: Subscription, _ account: Account) throws {
    switch outcome {
    case .deleted(let file):
      StandardError.print("\(subscription.displayName) (\(subscription.id)) is deleted.\(note(file, account))")
    case .alreadyGone(let file):
      StandardError.print("Subscription \(subscription.id) is already gone.\(note(file, account))")
    case .refused(let failure):
      throw CommandExit(ErrorReport.code(failure), "Nothing was deleted. \(account.sentence(failure))")
    case .unknown(let failure):
      throw CommandExit(
        .unknownOutcome,
        "Whether \(subscription.id) was deleted is not known; run the same command again, it is safe. \(account.sentence(failure))"
      )
    case .locked(let sentence): throw CommandExit(.notAllowed, "Nothing was sent. \(sentence)")
    }
  }

  private func note(_ file: String?, _ account: Account) -> String {
    file.map { " " + DeleteOutcome.sentence(ofSecretFile: account.environment.paths.display($0)) } ?? ""
  }
}
