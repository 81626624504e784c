/// Where one state ends and the next begins. All in seconds.
public struct HealthLimits: Hashable, Sendable {
  /// Without a success for longer than this a subscription is quiet.
  public var quiet: Double
  /// A time further in the future than this is odd.
  public var skew: Double
  /// A subscription without any attempt is new for this long, silent after.
  public var new: Double

  public init(quiet: Double = 7 * 86_400, skew: Double = 300, new: Double = 86_400) {
    self.quiet = quiet
    self.skew = skew
    self.new = new
  }
}
