import Hummingbird

/// The parts of one sandbox, and how a request goes through them.
struct SandboxApplication: Sendable {
  let configuration: SandboxConfiguration
  let store: SandboxStore
  let faults: FaultRegistry
  let journal = RequestJournal()
  let random: SandboxRandom
  /// Nil where state is kept in memory alone.
  let keeper: StateWriter?

  init(_ configuration: SandboxConfiguration) {
    self.configuration = configuration
    random = SandboxRandom(seed: configuration.seed)
    store = SandboxStore(configuration, random: random)
    keeper = configuration.state.map { [store] in StateWriter(store: store, storage: $0) }
    faults = FaultRegistry(
      configuration.scenario.faults + configuration.faults, seed: configuration.seed ?? .random(in: .min ... .max))
  }

  /// Outermost first. What a fault changes lies outside what the API decides, so no route knows of faults;
  /// the sandbox's own operations lie outside them all.
  func router() -> Router<SandboxContext> {
    let router = Router(context: SandboxContext.self)
    router.add(middleware: ControlMiddleware(responder: ControlRouting.router(self).buildResponder()))
    router.add(middleware: ExchangeMiddleware(journal: journal, random: random))
    router.add(middleware: FaultMiddleware(faults: faults, configuration: configuration))
    router.add(middleware: AuthenticationMiddleware(answer: configuration.scenario.assumptions.unauthenticated))
    router.add(middleware: RateLimitMiddleware(store: store))
    router.add(middleware: ErrorMiddleware())
    if let keeper { router.add(middleware: PersistenceMiddleware(keeper: keeper)) }
    Routing.add(to: router, store: store, faults: faults, scenario: configuration.scenario)
    return router
  }
}
