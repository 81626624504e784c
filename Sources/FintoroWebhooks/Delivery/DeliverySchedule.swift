/// Fintoro's attempts at one delivery (theirs, not our retry policy). All durations in seconds.
///
/// Contract: 5 attempts, at once and then after about 10, 100, 1000 and 10000 s, each given 10 s.
public enum DeliverySchedule {
  public static let attempts = 5
  /// When each attempt starts, counted from the first.
  public static let attemptOffsets = [0, 10, 110, 1_110, 11_110]
  public static let attemptTimeout = 10
  /// The one bound used: a delivery is over this long after its first attempt started (five time-outs of 10 s).
  public static let window = 11_160
}
