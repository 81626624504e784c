import FintoroWebhooks

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
