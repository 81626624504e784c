import ArgumentParser
import FintoroAPI
import FintoroWebhooks

/// The subscription that a command is about.
struct SubscriptionOptions: ParsableArguments {
  @Argument(help: "The subscription's id, a whole number.")
  var id: Int

  func validate() throws {
    if id < 1 { throw ValidationError("An id is a whole number from 1 on.") }
  }
}

/// The same for what cannot be undone: the subscription is named twice.
struct ConfirmedSubscriptionOptions: ParsableArguments {
  @OptionGroup var subscription: SubscriptionOptions

  @Option(help: ArgumentHelp("The subscription's name or id again: what is meant is typed twice.", valueName: "name"))
  var confirm: String

  var id: Int { subscription.id }

  /// Throws where the second name is another one.
  func check(_ subscription: Subscription) throws {
    guard confirm == String(subscription.id) || confirm == subscription.name else {
      let name = subscription.name.map { "\"\($0)\" or " } ?? ""
      throw CommandExit(.usage, "--confirm must be \(name)\(subscription.id), not \"\(confirm)\"; nothing was sent.")
    }
  }
}

extension Account {
  /// Asks once for one subscription, and gives the connections back whatever came.
  func subscription(_ id: Int) async throws -> Answer<Subscription> {
    do {
      return try await ask { client throws(Failure) in try await client.show(id) }
    } catch let request as FailedRequest {
      throw failed(request.failure, on: id)
    }
  }

  /// Reads a subscription before it is changed.
  func read(_ id: Int) async throws -> Subscription {
    do throws(Failure) {
      return try await subscriptions.read(id).value
    } catch {
      throw failed(error, on: id)
    }
  }

  /// Contract: 404 for one that is not there and for another company's.
  func failed(_ failure: Failure, on id: Int) -> any Error {
    guard failure.kind == .notFound else {
      return FailedRequest(failure: failure, baseURL: client.connection.baseURL)
    }
    let requestID = failure.requestID.map { " Request id \($0)." } ?? ""
    return CommandExit(
      .notFound,
      "The token's company has no subscription \(id) (404); `hooktop list` shows those there are.\(requestID)")
  }
}
