import HTTPTypes
import Hummingbird
import ServiceLifecycle

/// Saves changes that no request waits for, such as deliveries: at most once a second, and never when idle.
struct PersistenceService: Service {
  let writer: StateWriter

  func run() async {
    await withGracefulShutdownHandler {
      while await writer.store.changes.wait(until: nil) {
        try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(1)) }
        await writer.settle()
      }
    } onGracefulShutdown: { [changes = writer.store.changes] in
      changes.close()
    }
  }
}

/// Answers a change only when it is saved: what a client was told, above all a secret, survives a restart.
struct PersistenceMiddleware: SandboxMiddleware {
  let writer: StateWriter

  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    let response = try await next(request, context)
    if ![.get, .head, .options].contains(request.method) { await writer.settle() }
    return response
  }
}
