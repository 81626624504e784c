import FintoroWebhooks
public import Foundation

/// What a sandbox is started with.
public struct SandboxConfiguration: Sendable {
  /// The port on 127.0.0.1; 0 takes any free one.
  public var port: Int
  /// Requests a company may make in 60 s, all its tokens together. Contract: 120.
  public var rateLimit: Int
  /// What the companies have at the start, what goes on while it runs, and how the server decides.
  public var scenario: Scenario
  /// What goes wrong from the start; see `Fault`.
  public var faults: [Fault]
  /// How events reach receivers; which events happen is the scenario's.
  public var deliveries: DeliverySettings
  /// Where state is kept over restarts; nil for in memory alone.
  public var state: StateStorage?
  /// Nil draws ids and secrets from the system; a number makes them the same at every start.
  public var seed: UInt64?
  /// The server's time: for timestamps, the `Date` header, rate limits and the life of idempotency keys.
  public var clock: @Sendable () -> Date
  /// Returns when the clock has come to that time: what deliveries wait with. Throws when its task is cancelled.
  public var sleep: @Sendable (_ until: Date) async throws -> Void

  public init(
    port: Int = 0, rateLimit: Int = 120, scenario: Scenario = .demo, faults: [Fault] = [],
    deliveries: DeliverySettings = DeliverySettings(), state: StateStorage? = nil,
    seed: UInt64? = nil,
    clock: @escaping @Sendable () -> Date = { Date() },
    sleep: (@Sendable (_ until: Date) async throws -> Void)? = nil
  ) {
    self.port = port
    self.rateLimit = rateLimit
    self.scenario = scenario
    self.faults = faults
    self.deliveries = deliveries
    self.state = state
    self.seed = seed
    self.clock = clock
    self.sleep = sleep ?? { try await Task.sleep(for: .seconds(max(0, $0.timeIntervalSince(clock())))) }
  }
}

/// How a sandbox delivers events.
public struct DeliverySettings: Hashable, Sendable {
  public enum Mode: String, CaseIterable, Hashable, Sendable {
    /// Outcomes come from the scenario's rules; nothing leaves the process, so every scenario plays the same anywhere.
    case simulated
    /// HTTP requests to receivers on this machine; every other receiver is out of reach, because a sandbox is offline.
    case real
    /// Events happen and nobody is told.
    case off
  }

  public var mode: Mode
  /// The waits between attempts are divided by it; above 0. The 10 s of a time-out stay.
  public var speed: Double
  /// How long an attempt over HTTP may take. Contract: 10 s; shorter in tests alone.
  var patience = Duration.seconds(DeliverySchedule.attemptTimeout)

  public init(mode: Mode = .simulated, speed: Double = 1) {
    self.mode = mode
    self.speed = speed
  }
}
