import FintoroAPI
import FintoroWebhooks
import Foundation

/// The subscriptions of a company whose deliveries fail now.
func failingSubscriptions(at baseURL: BaseURL, token: AccessToken) async throws(Failure) -> [Subscription] {
  let client = FintoroClient(APIConnection(baseURL: baseURL, token: token), clock: { Date() })
  let answer = try await client.list()
  await client.shutDown()
  let time = ServerTime(local: Date(), answer: answer.context)
  return answer.value.subscriptions.filter { Health.of($0, at: time).state.weight == .critical }
}
