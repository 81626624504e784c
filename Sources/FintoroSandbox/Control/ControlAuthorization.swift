import HTTPTypes
import Hummingbird
import NIOCore

/// Refuses web pages, reads the body, and turns every refusal into its JSON.
struct ControlAuthorization: SandboxMiddleware {
  /// How long the body may take.
  let bodyLimit: TimeAmount

  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    do {
      guard !request.isFromForeignPage else { throw ControlProblem.fromForeignPage }
      guard let body = try await request.wholeBody(on: context.channel, within: bodyLimit) else {
        throw ControlProblem.bodyTooLarge
      }
      var context = context
      context.body = body
      return try await next(request, context)
    } catch let problem as ControlProblem {
      return problem.response
    } catch APIError.unsupportedMediaType {
      return ControlProblem.notJSON.response
    } catch APIError.malformedJSON {
      return ControlProblem.malformed.response
    } catch let error as HTTPError where error.status == .notFound {
      return ControlProblem.notFound.response
    }
  }
}

/// Why a request below `/_sandbox` is refused: a status and one sentence.
struct ControlProblem: Error, Hashable {
  var status: Int
  var sentence: String

  static let notFound = ControlProblem(
    status: 404,
    sentence: "The sandbox has nothing here for this method; its page, Sandbox.md, lists what it has below /_sandbox.")
  static let fromForeignPage = ControlProblem(
    status: 403,
    sentence: "This request comes from a web page of another site, as its Origin or Sec-Fetch-Site says; "
      + "below /_sandbox only programs on this machine are answered, such as curl.")
  static let bodyTooLarge = ControlProblem(status: 413, sentence: "The body is longer than 1 MiB.")
  static let notJSON = ControlProblem(
    status: 415, sentence: "The body must be JSON, with Content-Type: application/json.")
  static let malformed = ControlProblem(status: 422, sentence: "The body is not valid JSON.")

  var response: Response {
    .json(status, .object([("message", .text(sentence))]), headers: [.contentLanguage: Language.english.rawValue])
  }
}
