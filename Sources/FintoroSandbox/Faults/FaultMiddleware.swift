import Foundation
import Hummingbird

/// Carries out what a plan says, before the handler and after its commit. No route knows of it.
struct FaultMiddleware: SandboxMiddleware {
  let faults: FaultRegistry
  let configuration: SandboxConfiguration

  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    var context = context
    context.faults = await faults.take(method: request.method.rawValue, path: APIPath.belowBase(request.uri.path))
    try await faults.wait(seconds: context.faults.delay)
    switch context.faults.ending {
    case .answer(let substitute, .beforeHandler):
      return answer(substitute, context)
    case .answer(let substitute, .afterCommit):
      _ = try await next(request, context)
      return answer(substitute, context)
    case .refuse:
      try await ConnectionReset.prepare(context.channel)
      throw ConnectionDropped()
    case .drop(.beforeHandler):
      throw ConnectionDropped()
    case .drop(.afterCommit):
      _ = try await next(request, context)
      throw ConnectionDropped()
    case .cut(let bytes):
      let response = try await spoilt(next(request, context), context)
      return try await AnswerCut.cutting(response, on: context.channel, bytes: bytes)
    case .change, .delay, .hold, .dribble, nil:
      return try await spoilt(next(request, context), context)
    }
  }

  private func spoilt(_ response: Response, _ context: SandboxContext) async throws -> Response {
    try await AnswerSpoiling(faults: faults).spoil(response, by: context.faults)
  }

  private func answer(_ substitute: SubstituteAnswer, _ context: SandboxContext) -> Response {
    switch substitute {
    case .unauthenticated: return configuration.scenario.assumptions.unauthenticated.response(context.language)
    case .forbidden: return APIError.forbidden.response(context.language)
    case .tooManyRequests(let seconds):
      let now = configuration.clock()
      let refusal = RateBudget.Refusal(resetAt: now + Double(seconds), now)
      let budget = RateBudget(limit: configuration.rateLimit, remaining: 0, refusal: refusal)
      return APIError.tooManyRequests(budget).response(context.language)
    case .serverError: return APIError.serverError.response(context.language)
    case .unavailable: return APIError.unavailable.response(context.language)
    case .page(let status): return ProxyAnswer.page(status: status)
    case .redirect(let url): return ProxyAnswer.redirect(to: url)
    }
  }
}
