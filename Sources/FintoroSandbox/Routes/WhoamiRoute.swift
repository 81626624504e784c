import Hummingbird

/// Contract: `GET /whoami` answers the company's name and nothing else.
enum WhoamiRoute {
  @Sendable static func show(_ request: Request, _ context: SandboxContext) async throws -> Response {
    Response.json(200, .object([("name", .text(try context.reader().name))]))
  }
}
