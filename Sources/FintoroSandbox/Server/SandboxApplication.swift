import Hummingbird

/// The parts of one sandbox, and how a request goes through them.
struct SandboxApplication: Sendable {
  let configuration: SandboxConfiguration
  let store: SandboxStore
  let faults: FaultBoard
  let journal = RequestJournal()
  let random: SandboxRandom

  init(_ configuration: SandboxConfiguration) {
    self.configuration = configuration
    random = SandboxRandom(seed: configuration.seed)
    store = SandboxStore(configuration, random: random)
    faults = FaultBoard(configuration.faults)
  }

  /// Outermost first. What a fault changes lies outside what the API decides, so no route knows of faults;
  /// the sandbox's own operations lie outside them all.
  func router() -> Router<SandboxContext> {
    let router = Router(context: SandboxContext.self)
    router.add(middleware: ControlMiddleware(responder: ControlRouting.router(self).buildResponder()))
    router.add(middleware: ExchangeMiddleware(journal: journal, random: random))
    router.add(middleware: FaultMiddleware(faults: faults, configuration: configuration))
    router.add(middleware: AuthenticationMiddleware())
    router.add(middleware: RateLimitMiddleware(store: store))
    router.add(middleware: ErrorMiddleware())
    Routing.add(to: router, store: store, faults: faults)
    return router
  }
}
