import struct Foundation.Date
import ServiceLifecycle

/// Sleeps until a delivery is due, then sends it: the only timer for deliveries.
struct DeliveryService: Service {
  private let store: SandboxStore
  private let policy: EndpointPolicy
  private let clock: @Sendable () -> Date
  private let timeout: Duration

  init(_ application: SandboxApplication) {
    store = application.store
    let configuration = application.configuration
    policy = configuration.scenario.endpoints
    clock = configuration.clock
    timeout = configuration.deliveries.timeout
  }

  /// Runs until a graceful shutdown or until its task ends. Attempts under way end first; those that are cut off are made
  /// again from a saved state.
  func run() async {
    let sender = DeliverySender(policy: policy, clock: clock, timeout: timeout)
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        var next: Date?
        repeat {
          let work = await store.dueWork()
          for attempt in work.attempts {
            group.addTask { [store] in
              if let result = await sender.send(attempt) { await store.ended(attempt.delivery, result) }
            }
          }
          next = work.next
        } while await store.alarm.wait(until: next)
      }
    } onGracefulShutdown: { [alarm = store.alarm] in
      alarm.close()
    }
    await sender.shutDown()
  }
}
