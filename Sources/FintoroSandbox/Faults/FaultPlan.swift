/// Everything that goes wrong with one request.
struct FaultPlan: Hashable, Sendable {
  /// Seconds.
  var delay = 0.0
  /// Seconds.
  var hold = 0.0
  /// How the exchange ends in place of its real answer; nil when it ends well.
  var ending: FaultEffect?
}
