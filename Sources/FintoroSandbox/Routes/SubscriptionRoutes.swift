import Hummingbird

/// The six operations on subscriptions. Each reads its request, commits in the store and writes the answer.
struct SubscriptionRoutes: Sendable {
  let store: SandboxStore
  let assumptions: Assumptions
  let endpoints: EndpointPolicy

  @Sendable func list(_ request: Request, _ context: SandboxContext) async throws -> Response {
    .json(200, SubscriptionJSON.list(await store.list(try reader(context))))
  }

  @Sendable func show(_ request: Request, _ context: SandboxContext) async throws -> Response {
    let company = try reader(context)
    return .json(200, SubscriptionJSON.shown(try await store.find(context.subscriptionID(), company)))
  }

  @Sendable func create(_ request: Request, _ context: SandboxContext) async throws -> Response {
    let company = try context.writer()
    let draft = try SubscriptionValidation(endpoints: endpoints).draft(from: request.jsonBody(context))
    return .json(201, SubscriptionJSON.issued(await store.create(draft, company)))
  }

  @Sendable func update(_ request: Request, _ context: SandboxContext) async throws -> Response {
    let company = try context.writer()
    let id = try context.subscriptionID()
    let current = try await store.find(id, company)
    let draft = try SubscriptionValidation(endpoints: endpoints, currentEvents: Set(current.draft.subscribedEvents))
      .draft(from: request.jsonBody(context))
    return .json(200, SubscriptionJSON.shown(try await store.replace(id, company, by: draft)))
  }

  @Sendable func delete(_ request: Request, _ context: SandboxContext) async throws -> Response {
    let company = try context.writer()
    try await store.delete(context.subscriptionID(), company)
    return Response(status: .noContent)
  }

  @Sendable func rotate(_ request: Request, _ context: SandboxContext) async throws -> Response {
    let company = try context.writer()
    return .json(200, SubscriptionJSON.issued(try await store.rotate(context.subscriptionID(), company)))
  }

  /// Contract, "unknown" table: a `read` token may list or may not.
  private func reader(_ context: SandboxContext) throws(APIError) -> SandboxCompany {
    assumptions.readTokenLists ? try context.reader() : try context.writer()
  }
}

/// Contract: `GET /whoami` answers the company's name and nothing else.
enum WhoamiRoute {
  @Sendable static func show(_ request: Request, _ context: SandboxContext) async throws -> Response {
    Response.json(200, .object([("name", .text(try context.reader().name))]))
  }
}
