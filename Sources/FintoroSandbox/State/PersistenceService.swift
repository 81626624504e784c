import ServiceLifecycle

/// Keeps what changes without anybody waiting for it, such as deliveries: at most once a second, and never when idle.
struct PersistenceService: Service {
  let keeper: StateWriter

  func run() async {
    await withGracefulShutdownHandler {
      while await keeper.store.changes.wait(until: nil) {
        try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(1)) }
        await keeper.settle()
      }
    } onGracefulShutdown: { [changes = keeper.store.changes] in
      changes.close()
    }
  }
}
