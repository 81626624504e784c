import FintoroAPI
import FintoroWebhooks

extension Session {
  /// One subscription; where there is none, what to do about it.
  func subscription(_ id: Int) async throws -> Answer<Subscription> {
    do {
      return try await ask { client throws(Failure) in try await client.show(id) }
    } catch let request as FailedRequest where request.failure.kind == .notFound {
      let requestID = request.failure.requestID.map { " Request id \($0)." } ?? ""
      throw Ending(
        .notFound,
        "The token's company has no subscription \(id) (404); `hooktop list` shows those there are.\(requestID)")
    }
  }
}
