import Testing

@testable import NCursesTerminal

@Suite("Frames wait until the terminal has shown the last one")
struct FramePacingTests {
  private let start = ContinuousClock.now

  @Test("Before the first answer frames go out at once, and the terminal is asked once")
  func unknown() {
    var pacing = FramePacing(isPossible: true)
    expect(&pacing, asks: true, at: start)
    #expect(pacing.deadline(at: start) == nil)
    #expect(pacing.isAwaited(at: start))
    expect(&pacing, asks: false, at: start + .seconds(9))
    expect(&pacing, asks: false, at: start + .seconds(10))
    #expect(!pacing.isAwaited(at: start + .seconds(10)))
  }

  @Test("A first answer that comes late counts")
  func late() {
    var pacing = FramePacing(isPossible: true)
    _ = pacing.sendsFrame(at: start)
    pacing.takeAnswer()
    expect(&pacing, asks: true, at: start + .seconds(30))
    #expect(pacing.deadline(at: start + .seconds(30)) != nil)
  }

  @Test("From the first answer on each frame waits for the answer to the one before")
  func answering() {
    var pacing = FramePacing(isPossible: true)
    _ = pacing.sendsFrame(at: start)
    pacing.takeAnswer()
    #expect(pacing.deadline(at: start) == nil)
    #expect(!pacing.isAwaited(at: start))
    expect(&pacing, asks: true, at: start)
    #expect(pacing.deadline(at: start + .seconds(9)) == start + .seconds(10))
    pacing.takeAnswer()
    #expect(pacing.deadline(at: start + .seconds(9)) == nil)
  }

  @Test("A terminal that stops answering is not waited for, until it answers again")
  func stopped() {
    var pacing = FramePacing(isPossible: true)
    _ = pacing.sendsFrame(at: start)
    pacing.takeAnswer()
    _ = pacing.sendsFrame(at: start)
    let late = start + .seconds(10)
    #expect(pacing.deadline(at: late) == nil)
    #expect(!pacing.isAwaited(at: late))
    expect(&pacing, asks: true, at: late)
    #expect(pacing.deadline(at: late) == nil)
    pacing.takeAnswer()
    _ = pacing.sendsFrame(at: late)
    #expect(pacing.deadline(at: late) != nil)
  }

  @Test("No frame waits for an answer that somebody else may have read; the end does, for as many as may come")
  func disowned() {
    var pacing = FramePacing(isPossible: true)
    _ = pacing.sendsFrame(at: start)
    pacing.takeAnswer()
    _ = pacing.sendsFrame(at: start)
    pacing.disownQuestion()
    #expect(pacing.deadline(at: start) == nil)
    #expect(pacing.isAwaited(at: start))
    expect(&pacing, asks: true, at: start)
    pacing.takeAnswer()
    #expect(pacing.deadline(at: start) == nil)
    #expect(pacing.isAwaited(at: start))
    pacing.takeAnswer()
    #expect(!pacing.isAwaited(at: start))
  }

  @Test("The end does not wait for ever for one that never comes, and not for those of the owner before")
  func neverComing() {
    var pacing = FramePacing(isPossible: true)
    _ = pacing.sendsFrame(at: start)
    pacing.disownQuestion()
    #expect(!pacing.isAwaited(at: start + .seconds(10)))
    #expect(pacing.isAwaited(at: start + .seconds(9)))
    pacing.forgetQuestions()
    #expect(!pacing.isAwaited(at: start))
  }

  @Test("Other terminals are never asked")
  func impossible() {
    var pacing = FramePacing(isPossible: false)
    expect(&pacing, asks: false, at: start)
    pacing.takeAnswer()
    expect(&pacing, asks: false, at: start)
    #expect(pacing.deadline(at: start) == nil)
  }

  private func expect(
    _ pacing: inout FramePacing, asks: Bool, at now: FramePacing.Instant,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let isAsked = pacing.sendsFrame(at: now)
    #expect(isAsked == asks, sourceLocation: sourceLocation)
  }
}
