import HTTPTypes
import Hummingbird

/// Counts a company's requests, and tells the budget on every answer. Contract: all tokens of a company share it.
struct RateLimitMiddleware: SandboxMiddleware {
  let store: SandboxStore

  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    let budget = await store.takeRequest(try context.reader())
    guard budget.refusal == nil else { return APIError.tooManyRequests(budget).response(context.language) }
    var response = try await next(request, context)
    response.headers.append(contentsOf: budget.headers)
    return response
  }
}
