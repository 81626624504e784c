import FintoroSandbox
import Foundation
import TestSupport
import Testing

@Suite("How much memory the board takes", .serialized)
struct MemoryTests {
  @Test("An answer that never ends is given up, and less than twice its bound of 64 MiB is held")
  func endless() async throws {
    let server = try EndlessServer()
    let environment = try Home().environment(at: "http://127.0.0.1:\(server.port)/api/public/v1")
    let board = try PseudoTerminal(hooktop, environment: environment)
    try await board.waitForOutput("64 MiB")
    #expect(server.longestAnswer > 60 << 20)
    let most = try ResidentMemory(of: board.processID).highest
    print("an answer without end: \(most >> 20) MiB at most")
    #if DEBUG
      let bound = 144 << 20  // Code that is not optimised takes more room.
    #else
      let bound = 128 << 20
    #endif
    #expect(most < bound)
  }

  @Test("A long list that is read again and again takes no more each time")
  func refreshes() async throws {
    try await withSandbox(SandboxConfiguration(rateLimit: 1_000, scenario: .huge(count: 6_000))) { server in
      let board = try PseudoTerminal(hooktop, environment: try Home().environment(at: server.baseURL))
      try await board.waitForOutput("Endpoint 0")
      var sizes: [Int] = []
      for number in 1...10 {
        try await board.refresh(server)
        // The key is answered by the loop that took the list, so the list is drawn by then.
        let offset = board.output.count
        board.send("j")
        try await board.waitForOutput("Endpoint", from: offset)
        if number.isMultiple(of: 2) { sizes.append(try ResidentMemory(of: board.processID).now) }
      }
      print("after 2, 4, 6, 8 and 10 lists of 6,000: \(sizes.map { "\($0 >> 20) MiB" }.joined(separator: ", "))")
      // A list of 6,000 is 3 MiB before it is decoded, so one that is kept from each refresh would be 24 MiB and more.
      #expect(sizes[4] - sizes[0] < 12 << 20)
    }
  }
}

extension PseudoTerminal {
  /// Asks until the list is read again: one that has just come is not asked for.
  fileprivate func refresh(_ server: SandboxServer) async throws {
    let before = await server.lists()
    let deadline = ContinuousClock.now + patience
    while ContinuousClock.now < deadline {
      send("r")
      for _ in 1...20 {
        if await server.lists() > before { return }
        // The sandbox tells nobody what arrives.
        try await Task.sleep(for: .milliseconds(10))
      }
    }
    throw TestFailure("the list was not read again")
  }
}

extension SandboxServer {
  fileprivate func lists() async -> Int {
    await recordedRequests().count { $0.method == "GET" && $0.path.hasSuffix("/webhook-subscriptions") }
  }
}

/// What a process holds in memory, in bytes, as the system counts it.
private struct ResidentMemory {
  let now: Int
  let highest: Int

  init(of process: Int32) throws {
    let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    func bytes(_ key: String) throws -> Int {
      let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(key) })
      return try #require(line.split { !$0.isNumber }.first.flatMap { Int($0) }) << 10
    }
    now = try bytes("VmRSS:")
    highest = try bytes("VmHWM:")
  }
}
