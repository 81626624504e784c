/// Holds frames back until the terminal has shown the last one. Pure: time comes in as an argument.
///
/// Behind a frame the terminal is asked for its status, and its answer says that it has taken all before. So buffers on
/// a slow line never hold more than one frame, and a key that is let go stops moving the cursor at once.
struct FramePacing {
  typealias Instant = ContinuousClock.Instant

  static let question: [UInt8] = Array("\u{1B}[5n".utf8)
  /// After this time the answer counts as lost, and frames go out without waiting until the next one comes.
  static let answerTimeout = Duration.seconds(10)

  /// Whether the terminal can be asked.
  let isPossible: Bool
  /// Whether it answers: not known before its first answer.
  private var isAnswering = false
  /// When the question was sent whose answer has not come.
  private var askedAt: Instant?
  /// When older ones were sent that nothing waits for any more, and whose answers may come all the same.
  private var disowned: [Instant] = []

  init(isPossible: Bool) { self.isPossible = isPossible }

  /// When the next frame may go out at the latest; nil for at once.
  func deadline(at now: Instant) -> Instant? {
    guard isAnswering, let askedAt, now < askedAt + Self.answerTimeout else { return nil }
    return askedAt + Self.answerTimeout
  }

  /// Oldest first.
  private var unanswered: [Instant] { disowned + [askedAt].compactMap(\.self) }

  /// Whether an answer may still be on its way.
  func isAwaited(at now: Instant) -> Bool {
    unanswered.contains { now < $0 + Self.answerTimeout }
  }

  /// - Returns: whether to ask behind the frame that is sent now. A terminal that has never answered is asked once: a
  /// question that is open makes the end wait for it.
  mutating func sendsFrame(at now: Instant) -> Bool {
    guard isPossible else { return false }
    if let askedAt {
      guard now >= askedAt + Self.answerTimeout else { return false }
      // The last question was not answered in time.
      guard isAnswering else { return false }
      isAnswering = false
    }
    askedAt = now
    return true
  }

  /// Answers do not say what they answer. The newest question is let go first: at worst a frame goes out too early.
  mutating func takeAnswer() {
    isAnswering = true
    if askedAt == nil { disowned = Array(disowned.dropFirst()) }
    askedAt = nil
  }

  /// Somebody else may have had the terminal, and may have read the answer: no frame waits for it.
  mutating func disownQuestion() {
    disowned = Array(unanswered.suffix(4))
    askedAt = nil
  }

  /// Answers that come from now on are read by somebody else.
  mutating func forgetQuestions() { (askedAt, disowned) = (nil, []) }
}
