import ArgumentParser
import FintoroAPI
import FintoroWebhooks

/// The subscription that a command names: its id checked, read, and what was typed compared with it.
enum SubscriptionID {
  static func check(_ id: Int) throws {
    if id < 1 { throw ValidationError("An id is a whole number from 1 on.") }
  }

  static func read(_ id: Int, _ account: Account) async throws -> Subscription {
    do throws(Failure) {
      return try await account.subscriptions.read(id).value
    } catch {
      throw ending(error, id, account)
    }
  }

  /// Contract: 404 for one that is not there and for another company's.
  static func ending(_ failure: Failure, _ id: Int, _ account: Account) -> any Error {
    guard failure.kind == .notFound else {
      return FailedRequest(failure: failure, baseURL: account.client.connection.baseURL)
    }
    let requestID = failure.requestID.map { " Request id \($0)." } ?? ""
    return CommandExit(
      .notFound,
      "The token's company has no subscription \(id) (404); `hooktop list` shows those there are.\(requestID)")
  }

  static func confirm(_ subscription: Subscription, _ typed: String) throws {
    guard typed == String(subscription.id) || typed == subscription.name else {
      let name = subscription.name.map { "\"\($0)\" or " } ?? ""
      throw CommandExit(.usage, "--confirm must be \(name)\(subscription.id), not \"\(typed)\"; nothing was sent.")
    }
  }
}
