import HTTPTypes
import Hummingbird
import NIOCore

/// A layer around the routes of the sandbox.
protocol SandboxMiddleware: RouterMiddleware where Context == SandboxContext {}

extension SandboxMiddleware {
  /// The inner layers and the route. Concurrent, because Hummingbird declares it so.
  typealias Next = @concurrent (Request, SandboxContext) async throws -> Response
}

/// Reads the body, records the request, gives it an id and a language.
struct ExchangeMiddleware: SandboxMiddleware {
  let journal: RequestJournal
  let random: SandboxRandom
  /// How long the body may take.
  let bodyLimit: TimeAmount

  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    var context = context
    context.language = Language(acceptLanguage: request.headers[.acceptLanguage])
    let body = try await request.wholeBody(on: context.channel, within: bodyLimit)
    context.body = body ?? []
    let number = await journal.arrived(RecordedRequest(request, body: context.body))
    var response =
      body == nil ? APIError.bodyTooLarge.response(context.language) : try await next(request, context)
    if response.headers[.via] == nil {
      response.headers[.requestID] = "req_sandbox_" + random.hexadecimal(words: 1)
    }
    await journal.answered(number, status: response.status.code)
    return response
  }
}

extension RecordedRequest {
  init(_ request: Request, body: [UInt8]) {
    method = request.method.rawValue
    path = APIPath.belowBase(request.uri.path)
    headers = Dictionary(
      request.headers.map { ($0.name.canonicalName, $0.value) }, uniquingKeysWith: { "\($0), \($1)" })
    self.body = body
    status = nil
  }
}

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
