import FintoroSandbox
import Foundation
import TerminalUI
import TestSupport
import Testing

@Suite("Keys, pastes, mouse reports, resizes and answers in any order", .serialized)
struct FuzzTests {
  /// All of it with `HOOKTOP_ALL_TRIALS=1`, else a tenth.
  static let rounds = ProcessInfo.processInfo.environment["HOOKTOP_ALL_TRIALS"] == "1" ? 40 : 4
  static let stepsARound = 250
  static let seed = ProcessInfo.processInfo.environment["HOOKTOP_FUZZ_SEED"].flatMap(UInt64.init) ?? 14

  @Test("It neither crashes nor hangs, gives the terminal back, and creates what was asked for alone")
  func fuzz() async throws {
    var counts: [FuzzStep.Kind: Int] = [:]
    var (boards, creates) = (0, 0)
    print("fuzz: seed \(Self.seed), \(Self.rounds) rounds of \(Self.stepsARound) steps")
    for number in 0..<Self.rounds {
      let round = FuzzRound(seed: Self.seed &+ UInt64(number), mayPress: number.isMultiple(of: 2))
      try await withSandbox(SandboxConfiguration(rateLimit: 1_000_000)) { server in
        let came: FuzzRound.Result
        do {
          came = try await round.run(Self.stepsARound, server)
        } catch {
          throw TestFailure("seed \(round.seed): \(error)")
        }
        counts.merge(came.counts, uniquingKeysWith: +)
        boards += came.boards
        creates += came.creates
      }
    }
    let table = FuzzStep.Kind.allCases.map { "\($0.rawValue) \(counts[$0] ?? 0)" }.joined(separator: ", ")
    print("fuzz: \(table); boards \(boards), subscriptions created \(creates)")
    #expect(creates > 0)
  }
}

/// What happens to one board, and to those that are opened when it was left.
struct FuzzRound {
  struct Result {
    var counts: [FuzzStep.Kind: Int] = [:]
    var boards = 1
    var creates = 0
  }

  var seed: UInt64
  /// Whether there are keys that press buttons. Without them nothing may be sent.
  var mayPress: Bool

  func run(_ steps: Int, _ server: SandboxServer) async throws -> Result {
    let (home, known) = (try Home(), await server.subscriptionIDs())
    var random = SeededGenerator(seed: seed)
    var result = Result()
    var terminal = try await open(home, server)
    // One at least, whatever the steps come to.
    if mayPress { try await Place.secret.open(on: terminal) }
    for number in 1...steps {
      let step = FuzzStep.random(mayPress: mayPress, using: &random)
      result.counts[step.kind, default: 0] += 1
      try await perform(step, number, terminal)
      // Now and then there is time to draw; in between several come together.
      guard Int.random(in: 0..<4, using: &random) == 0 || number == steps else { continue }
      if try await hasTakenAll(terminal, "step \(number)") { continue }
      try await expectLeft(terminal, "step \(number)")
      terminal = try await open(home, server)
      result.boards += 1
    }
    try await leave(terminal)
    try await expectLeft(terminal, "the end")
    result.creates = try await expectAskedFor(known, home, server)
    return result
  }

  private func open(_ home: Home, _ server: SandboxServer) async throws -> PseudoTerminal {
    // In its home, because a typed path may be relative.
    let terminal = try PseudoTerminal(
      "env", ["-C", home.path, hooktop], environment: home.environment(at: server.baseURL))
    try await terminal.waitForOutput("GIVES UP")
    return terminal
  }

  private func perform(_ step: FuzzStep, _ number: Int, _ terminal: PseudoTerminal) async throws {
    switch step {
    case .key(let bytes), .paste(let bytes), .mouse(let bytes), .answer(let bytes): terminal.send(bytes)
    case .resize(let size): terminal.resize(size)
    case .create:
      let offset = terminal.output.count
      terminal.resize(small)
      terminal.send("\u{1B}[201~" + String(repeating: "\u{1B}[27u", count: 6))
      guard try await hasTakenAll(terminal, "step \(number)") else { return }
      terminal.send("1n")
      // Not where a dialog is open that Esc does not close, or a draft.
      guard (try? await terminal.waitForOutput("mode 0600", from: offset, within: .seconds(1))) != nil else { return }
      terminal.send("Fuzz\(number)\tfuzz.example.com\t\t\ra\r\t\t\r")
    }
  }

  /// Waits until the program has read what came.
  /// - Returns: whether it is still there.
  private func hasTakenAll(_ terminal: PseudoTerminal, _ place: String) async throws -> Bool {
    let deadline = ContinuousClock.now + patience
    while terminal.unreadInput > 0 {
      if (try? await terminal.waitForExit(within: .zero)) != nil { return false }
      guard ContinuousClock.now < deadline else {
        throw TestFailure("\(place): the program reads no more")
      }
      // Nothing tells that somebody has read.
      try await Task.sleep(for: .milliseconds(2))
    }
    return (try? await terminal.waitForExit(within: .zero)) == nil
  }

  /// From anywhere, by Esc and Ctrl-C alone. Both are repeated, because Ctrl-Z throws away what is typed while it waits
  /// for the terminal, and because a board behind a dialog looks like one.
  private func leave(_ terminal: PseudoTerminal) async throws {
    let deadline = ContinuousClock.now + patience
    var isWide = false
    terminal.send("\u{1B}[201~\u{1B}\\")
    while ContinuousClock.now < deadline {
      terminal.send("\u{1B}[27u\u{1B}[27u1")
      // All of the screen is drawn again.
      isWide.toggle()
      let offset = terminal.output.count
      terminal.resize(isWide ? large : small)
      let text = isWide ? "LAST FAILURE" : "FAILURE"
      if (try? await terminal.waitForOutput(text, from: offset, within: .milliseconds(500))) != nil {
        terminal.send("\u{3}")
      }
      if (try? await terminal.waitForExit(within: .milliseconds(500))) != nil { return }
    }
    throw TestFailure("the list never came back; \(terminal.outputText.suffix(2_000).debugDescription)")
  }

  private func expectLeft(_ terminal: PseudoTerminal, _ place: String) async throws {
    #expect(try await terminal.waitForExit() == .exited(0), "seed \(seed), \(place)")
    let deadline = ContinuousClock.now + patience
    while !terminal.leftBroken.isEmpty, ContinuousClock.now < deadline {
      // The last bytes may still be on their way, and which they are nobody knows.
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(terminal.leftBroken == [], "seed \(seed), \(place)")
  }

  /// Whatever there is more than before came of one create each, whose secret is on the disk.
  private func expectAskedFor(_ known: [Int], _ home: Home, _ server: SandboxServer) async throws -> Int {
    let made = Set(await server.subscriptionIDs()).subtracting(known)
    let posts = await server.posts().filter { $0.path.hasSuffix("/webhook-subscriptions") }
    #expect(made.count <= Set(posts.map(\.idempotencyKey)).count, "seed \(seed)")
    if !mayPress { #expect(await server.posts().isEmpty, "seed \(seed)") }
    let secrets = try home.names(in: home.secrets).map { try home.contents(of: home.secrets + "/" + $0) }
    for id in made {
      let secret = try #require(await server.secret(of: id))
      #expect(secrets.contains(secret), "seed \(seed): the secret of \(id)")
    }
    return made.count
  }
}
