import FintoroAPI
import FintoroWebhooks

extension Account {
  /// Asks once for one subscription, and gives the connections back whatever came.
  func subscription(_ id: Int) async throws -> Answer<Subscription> {
    do {
      return try await ask { client throws(Failure) in try await client.show(id) }
    } catch let request as FailedRequest {
      throw SubscriptionID.ending(request.failure, id, self)
    }
  }
}
