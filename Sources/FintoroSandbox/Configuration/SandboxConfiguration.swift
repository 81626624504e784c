import FintoroWebhooks
public import Foundation

/// The settings that a sandbox starts with.
public struct SandboxConfiguration: Sendable {
  /// The port on 127.0.0.1; 0 takes any free one.
  public var port: Int
  /// Requests a company may make in 60 s, all its tokens together. Contract: 120.
  public var rateLimit: Int
  /// The subscriptions at the start, the events while it runs, and how the server decides.
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
  /// Returns when the clock reaches that time; deliveries wait with it. Throws when its task is cancelled.
  public var sleep: @Sendable (_ until: Date) async throws -> Void
  /// Only tests change them.
  var limits = ConnectionLimits()

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
    /// Outcomes come from the scenario's rules. Nothing leaves the process, so a scenario is the same everywhere.
    case simulated
    /// HTTP requests to receivers on this machine. No other receiver is reached, because a sandbox is offline.
    case real
    /// Events make no deliveries.
    case off
  }

  public var mode: Mode
  /// Divides the waits between attempts; above 0. The time-out stays 10 s.
  public var speed: Double
  /// How long an attempt over HTTP may take. Contract: 10 s; only tests make it shorter.
  var timeout = Duration.seconds(DeliverySchedule.attemptTimeout)

  public init(mode: Mode = .simulated, speed: Double = 1) {
    self.mode = mode
    self.speed = speed
  }
}
