/// Everything that goes wrong with one request.
struct FaultPlan: Hashable, Sendable {
  /// Seconds.
  var delay = 0.0
  /// Seconds.
  var hold = 0.0
  /// Bytes a second of the answer's body; nil for as fast as can be.
  var dribble: Int?
  /// What becomes of the real answer, in this order.
  var changes: [AnswerChange] = []
  /// How the exchange ends in place of its real answer; nil when it ends well.
  var ending: FaultEffect?
}
