/// What a simulated receiver does with an attempt.
public enum SimulatedOutcome: Hashable, Sendable {
  /// Answers with that status, 100 to 599. Contract: 2xx is success, everything else a failure.
  case answer(status: Int)
  /// Says nothing for 10 s. Contract: that is a failure.
  case timeOut
  /// Is not there: the connection is refused.
  case unreachable

  /// Contract: 204 is a fine answer.
  public static let accept = SimulatedOutcome.answer(status: 204)
}
