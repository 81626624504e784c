import FintoroAPI
import FintoroWebhooks

/// What a new token turns out to be good for, asked of Fintoro before it is kept.
struct TokenCheck: Equatable, Sendable {
  /// The company that it belongs to.
  var company: String
  /// Why it cannot list subscriptions; nil where it can.
  var listFailure: Failure?

  /// A token that is refused altogether is an ending; one that may only not list can be kept.
  static func ask(_ account: Account) async throws -> TokenCheck {
    do {
      return try await account.ask { client throws(Failure) in
        let answer = try await client.whoami()
        let check = TokenCheck(company: answer.value, listFailure: await listFailure(client))
        return Answer(check, context: answer.context)
      }.value
    } catch let request as FailedRequest where request.failure.kind == .unauthenticated {
      let requestID = request.failure.requestID.map { " Request id \($0)." } ?? ""
      throw CommandExit(
        .notAllowed,
        "The token was refused (401) by \(request.baseURL.host), and nothing was kept: check that it was pasted whole, or "
          + "make a new one in Fintoro under Integrations → API.\(requestID)")
    }
  }

  private static func listFailure(_ client: FintoroClient) async -> Failure? {
    do throws(Failure) {
      _ = try await client.list()
      return nil
    } catch {
      return error
    }
  }

  /// What is said beside a profile that was kept all the same; nil where the token can list.
  func warning(profile: String, _ account: Account) -> String? {
    guard let listFailure else { return nil }
    guard listFailure.kind == .forbidden else {
      return "Whether the token may list subscriptions is not known yet. \(account.sentence(listFailure))"
    }
    let requestID = listFailure.requestID.map { " Request id \($0)." } ?? ""
    return
      "The profile is kept, but Fintoro refuses the list of subscriptions with this token (403), so hooktop has nothing "
      + "to show with it: make one with the write scope in Fintoro under Integrations → API, then run `hooktop setup "
      + "--profile \(profile) --replace`.\(requestID)"
  }
}
