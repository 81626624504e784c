import Foundation
import TerminalUI
import TestSupport
import Testing

@Suite("The event loop")
struct EventLoopTests {
  /// What came of a script.
  private struct Played: Sendable {
    var state: Counting.State
    var frames: [Frame]
    var suspensions: Int
  }

  private func play(
    _ script: [ScriptedTerminal.Step], inbox: Inbox<Message<Counting.Action>> = Inbox(),
    perform: @escaping @Sendable (Counting.Effect) async -> Counting.Action? = { _ in nil },
    nextTick: @escaping @Sendable (Counting.State) -> Date? = { _ in nil }
  ) async throws -> Played {
    try await onOwnThread {
      let terminal = ScriptedTerminal(script)
      let program = Counting.program(nextTick: nextTick, perform: perform)
      let state = EventLoop(program, terminal: terminal, inbox: inbox).run(Counting.State())
      return Played(state: state, frames: terminal.frames, suspensions: terminal.suspensions)
    }
  }

  @Test("What was asked for again before it came is answered once, by the newer")
  func replacedEffect() async throws {
    let newerIsThere = Gate()
    let played = try await play([.keys("a"), .keys("a"), .waitFor("to 2"), .keys("q")]) { effect in
      guard case .ask(let number) = effect else { return nil }
      // The first answer stays away until the second was given, and is cancelled meanwhile.
      if number == 1 { await newerIsThere.waitUntilOpen() } else { newerIsThere.open() }
      return .answered("to \(number)")
    }
    #expect(played.state.answers == ["to 2"])
  }

  @Test("The state learns that its frame was drawn after that, before the next input, and only when it asks")
  func drawn() async throws {
    let played = try await play([.keys("x y"), .waitFor("keys 2"), .keys("x"), .waitFor("keys 3"), .keys("q")])
    #expect(played.state.drawn == [0, 2, 3, 4])
  }

  @Test("A frame that a slow terminal has not taken is not reported as drawn, and the newest is once it has")
  func drawnLate() async throws {
    let late = try await play([.keys("x"), .slow, .keys("x"), .ready, .waitFor("keys 2"), .keys("q")])
    #expect(late.state.drawn == [0, 1, 2, 3])
    let replaced = try await play([
      .keys("x"), .slow, .keys("x"), .keys("x"), .ready, .waitFor("keys 3"), .keys("q"),
    ])
    #expect(replaced.state.drawn == [0, 1, 3, 4])
  }

  @Test("A replaced effect whose result comes all the same is not heard")
  func lateResult() async throws {
    let letFirstGo = Gate()
    let firstIsDone = Gate()
    let script: [ScriptedTerminal.Step] = [
      .keys("a"), .keys("a"), .waitFor("newer"), .keys("s"), .waitFor("sent"), .keys("q"),
    ]
    let played = try await play(script) { effect in
      switch effect {
      case .ask(1):
        await Task { await letFirstGo.waitUntilOpen() }.value  // not ended by being cancelled
        defer { firstIsDone.open() }
        return .answered("late")
      case .ask:
        return .answered("newer")
      case .send:
        letFirstGo.open()
        await firstIsDone.waitUntilOpen()
        return .answered("sent")
      case .suspend:
        return nil
      }
    }
    #expect(played.state.answers == ["newer", "sent"])
  }

  @Test("Effects without an id all have their answer, whatever comes after them")
  func independentEffects() async throws {
    let script: [ScriptedTerminal.Step] = [
      .keys("s s s"), .waitFor("<1>"), .waitFor("<2>"), .waitFor("<3>"), .keys("q"),
    ]
    let played = try await play(script) { if case .send(let number) = $0 { .answered("<\(number)>") } else { nil } }
    #expect(played.state.answers.sorted() == ["<1>", "<2>", "<3>"])
  }

  @Test("A key pressed when an answer has already come acts on the state with the answer")
  func keyActsOnNewestState() async throws {
    let inbox = Inbox<Message<Counting.Action>>()
    inbox.post(.external(.answered("first")))
    let played = try await play([.keys("x q")], inbox: inbox)
    #expect(played.state.answersAtKey == ["first"])
  }

  @Test("While the terminal has not taken the last frame no other is made; then it gets the newest")
  func busyTerminal() async throws {
    let there = Frame.Position(column: 3, row: 0)
    let played = try await play([
      .keys("x"), .busy, .keys("x"), .keys("x"), .mouse(.press(there)), .keys("x"), .ready, .waitFor("keys 4"),
      .keys("q"),
    ])
    let keys = played.frames.map { FrameText.row(0, of: $0).prefix(6) }
    #expect(!keys.contains("keys 2") && !keys.contains("keys 3"))
    #expect(keys.contains("keys 4"))
    #expect(played.state.clicks == [1], "a click means the frame that is on the screen")
  }

  @Test("A program ends although the terminal takes nothing")
  func busyAtEnd() async throws {
    let played = try await play([.busy, .keys("x"), .keys("q")])
    #expect(played.state.keys == 2)
    #expect(!played.state.isLost)
  }

  @Test("Two thousand keys at once are drawn in at most three frames")
  func burst() async throws {
    let played = try await play([.type(String(repeating: "x", count: 2_000)), .keys("q")])
    #expect(played.state.keys == 2_001)
    #expect(played.frames.count <= 3)
  }

  @Test("Keys typed ahead after the last one are not acted on")
  func typedAhead() async throws {
    let played = try await play([.type("xqxxx")])
    #expect(played.state.keys == 2)
  }

  @Test("A lost terminal ends the program")
  func lost() async throws {
    let played = try await play([.keys("x"), .lost])
    #expect(played.state.isLost)
  }

  @Test("A script that is over loses the terminal, so that no test runs for ever")
  func endOfScript() async throws {
    let played = try await play([.keys("x")])
    #expect(played.state.isLost)
  }

  @Test("A script that waits for a text that never comes says which, also while the program ticks on")
  func missedText() async throws {
    let missed = try await onOwnThread {
      let terminal = ScriptedTerminal([.waitFor("nowhere"), .keys("q")], timeoutMilliseconds: 30)
      let ticking = Counting.program(nextTick: { _ in Date(timeIntervalSince1970: 0.001) }, perform: { _ in nil })
      let state = EventLoop(ticking, terminal: terminal, inbox: Inbox()).run(Counting.State())
      return state.isLost ? terminal.missed : nil
    }
    #expect(missed == "nowhere")
  }

  @Test("A paste arrives as one piece and never as keys")
  func paste() async throws {
    let played = try await play([.paste("qqq\nq"), .keys("q")])
    #expect(played.state.pasted == ["qqq\nq"])
    #expect(played.state.keys == 1)
  }

  @Test("After a resize the frame has the new size")
  func resize() async throws {
    let small = Size(columns: 12, rows: 4)
    let played = try await play([.resize(small), .waitFor("size 12x4"), .keys("q")])
    #expect(played.state.sizes == [small])
    #expect(played.frames.last?.size == small)
  }

  @Test("Suspending is the terminal's work and starts no task")
  func suspend() async throws {
    let played = try await play([.keys("Ctrl-Z s"), .waitFor("send"), .keys("q")]) { .answered("\($0)") }
    #expect(played.suspensions == 1)
    #expect(played.state.answers == ["send(2)"])
  }

  @Test("A click means what the screen showed when it was made, and nothing where nothing is")
  func click() async throws {
    let (there, elsewhere) = (Frame.Position(column: 3, row: 0), Frame.Position(column: 3, row: 1))
    let played = try await play([
      .events([.key(.character("x")), .mouse(.press(there)), .mouse(.press(elsewhere))]), .waitFor("keys 1"),
      .mouse(.press(there)), .keys("q"),
    ])
    #expect(played.state.clicks == [0, 1])
  }

  @Test("When the screen stops being true by itself, the loop ticks without a key")
  func tick() async throws {
    let played = try await play(
      [.waitFor("ticks 5"), .keys("q")],
      nextTick: { state in
        state.ticks < 5 ? Date(timeIntervalSince1970: 0) : nil
      })
    #expect(played.state.ticks >= 5)
  }

  @Test("What still runs when the program ends is cancelled")
  func cancelledAtEnd() async throws {
    let cancelled = Gate()
    _ = try await play([.keys("s"), .keys("q")]) { effect in
      guard case .send = effect else { return nil }
      await withTaskCancellationHandler {
        await cancelled.waitUntilOpen()
      } onCancel: {
        cancelled.open()
      }
      return nil
    }
    await cancelled.waitUntilOpen()
  }
}
