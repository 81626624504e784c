import Hummingbird

/// Whether what a request asked for is done.
enum FaultMoment: Hashable, Sendable {
  /// The request never reaches its handler: nothing is done.
  case beforeHandler
  /// The handler ran and its change is kept: only the answer is lost.
  case afterCommit
}

/// What one fault does to an exchange.
enum FaultAction: Sendable {
  /// How the exchange ends in place of its real answer.
  enum Ending: Sendable {
    case answer(FaultMoment, @Sendable (SubstituteResponses) -> Response)
    /// The connection is reset: what a client meets where nobody listens any more.
    case reset
    case close(FaultMoment)
    /// The real answer up to that many bytes, head included; then the connection closes.
    case cut(bytes: Int)
  }

  case end(Ending)
  case change(@Sendable (JSON) -> JSON)
  /// Nil for half of them.
  case cutJSON(bytes: Int?)
  case delay(seconds: Double)
  case hold(seconds: Double)
  case dribble(bytesPerSecond: Int)
}

/// Everything that goes wrong with one request.
struct FaultPlan: Sendable {
  /// Seconds.
  private(set) var delay = 0.0
  /// Seconds.
  private(set) var hold = 0.0
  /// Bytes a second of the answer's body; nil for as fast as can be.
  private(set) var dribble: Int?
  /// What becomes of the JSON of the real answer, in this order.
  private(set) var changes: [@Sendable (JSON) -> JSON] = []
  /// Where its bytes end after the changes; nil for at half of them.
  private(set) var jsonCuts: [Int?] = []
  /// Nil when the exchange ends well.
  private(set) var ending: FaultAction.Ending?
  /// How often the faults had been cleared when this was made: a later clearing ends its waits.
  var clearings = 0

  /// Whether it can be added: an exchange has one ending.
  func admits(_ action: FaultAction) -> Bool {
    if case .end = action { ending == nil } else { true }
  }

  mutating func add(_ action: FaultAction) {
    switch action {
    case .end(let ending): self.ending = ending
    case .change(let change): changes.append(change)
    case .cutJSON(let bytes): jsonCuts.append(bytes)
    case .delay(let seconds): delay += seconds
    case .hold(let seconds): hold += seconds
    case .dribble(let rate): dribble = min(rate, dribble ?? rate)
    }
  }
}
