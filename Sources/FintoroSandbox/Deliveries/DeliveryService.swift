import struct Foundation.Date
import ServiceLifecycle

/// The one that sleeps until something is due, and sends what is: a sandbox has no other timer for deliveries.
struct DeliveryService: Service {
  private let store: SandboxStore
  private let policy: EndpointPolicy
  private let clock: @Sendable () -> Date
  private let patience: Duration

  init(_ application: SandboxApplication) {
    store = application.store
    let configuration = application.configuration
    policy = configuration.scenario.endpoints
    clock = configuration.clock
    patience = configuration.deliveries.patience
  }

  /// Until a graceful shutdown, or the task's end. Attempts under way end first; those that are cut off are made again
  /// from a kept state.
  func run() async {
    let sender = DeliverySender(policy: policy, clock: clock, patience: patience)
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        var next: Date?
        repeat {
          let work = await store.dueWork()
          for order in work.orders {
            group.addTask { [store] in
              if let result = await sender.send(order) { await store.ended(order.delivery, result) }
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
