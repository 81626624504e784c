import Hummingbird

/// Turns every refusal from the routes into its JSON. Contract: errors are always JSON, whatever `Accept` says.
struct ErrorMiddleware: SandboxMiddleware {
  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as APIError {
      return error.response(context.language)
    } catch let error as HTTPError where error.status == .notFound {
      return APIError.routeNotFound.response(context.language)
    } catch {
      return APIError.serverError.response(context.language)
    }
  }
}
