@testable import FintoroAPI
import Files
import FintoroWebhooks
import Foundation
import Synchronization
import Testing
import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("A create")
struct CreateTests {
  let folder: TemporaryFolder
  let journal: FileCreateJournal

  init() throws {
    folder = try TemporaryFolder()
    journal = FileCreateJournal(directory: folder.path + "/state/creates")
  }

  static let created = String(example.dropLast()) + #","plainTextSecret":"whsec_1"}"#

  private func entry(for server: ScriptedServer, startedAt: Date = now) async throws -> JournalEntry {
    try await journal.open(pendingCreate(baseURL: server.baseURL, startedAt: startedAt))
  }

  @Test("sends the journalled bytes with the key, and the send is on disk before the first byte arrives")
  func good() async throws {
    let linesAtArrival = Mutex<[Substring]>([])
    let file = folder.path + "/state/creates/key-1.jsonl"
    let server = try ScriptedServer { connection in
      connection.readRequest()
      let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
      linesAtArrival.withLock { $0 = text.split(separator: "\n") }
      connection.send(http(201, Self.created, ["Idempotency-Key: key-1", "Idempotency-Status: Original"]))
    }
    let entry = try await entry(for: server)
    let issued = try await FintoroClient.test(server.baseURL).create(entry).value
    #expect(
      issued == IssuedSecret(subscription: exampleSubscription, secret: SigningSecret("whsec_1"), isRepeated: false))
    let request = try #require(server.requests.first)
    #expect(request.line == "POST /api/public/v1/webhook-subscriptions HTTP/1.1")
    #expect(request.headers["idempotency-key"] == "key-1")
    #expect(request.body == FintoroClient.createBody(exampleInput))
    let lines = linesAtArrival.withLock { $0 }
    #expect(lines.count == 2)
    #expect(lines.last == #"{"send":1774810800000}"#)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(!text.contains("whsec") && !text.contains("test-token"))
    #expect(entry.create.sends == [.init(at: now, outcome: .unknown)])
  }

  @Test("whose key was used for other bytes fails with the server's own error, also where a message stands beside it")
  func conflict() async throws {
    let server = try ScriptedServer { connection in
      connection.readRequest()
      connection.send(http(422, #"{"message":"Unprocessable","error":"Idempotency-Key reused","errors":null}"#))
    }
    let entry = try await entry(for: server)
    let failure = await #expect(throws: Failure.self) {
      try await FintoroClient.test(server.baseURL).create(entry)
    }
    #expect(failure?.kind == .idempotencyConflict)
    #expect(failure?.message == "Idempotency-Key reused")
  }

  @Test("whose answer was lost is sent again with the same bytes and the same key")
  func again() async throws {
    let tries = Mutex(0)
    let server = try ScriptedServer { connection in
      connection.readRequest()
      if tries.withLock({
        $0 += 1; return $0 == 1
      }) {
        return
      }
      connection.send(http(201, Self.created, ["Idempotency-Status: Repeated"]))
    }
    let client = try FintoroClient.test(server.baseURL)
    let entry = try await entry(for: server)
    let error = await failure { () async throws(Failure) in try await client.create(entry) }
    #expect(error?.kind == .connectionLost)
    #expect(entry.create.sends == [.init(at: now, outcome: .unknown)])
    let issued = try await client.create(entry).value
    #expect(issued.isRepeated == true)
    #expect(server.requests.count == 2)
    #expect(server.requests[0] == server.requests[1])
  }

  @Test("that was refused has it on record, and an answer that settles nothing has not")
  func outcomes() async throws {
    let answers = Mutex([
      http(422, #"{"message":"Invalid.","errors":{"url":["bad"]}}"#),
      http(422, #"{"error":"Idempotency-Key reused with different request payload"}"#),
      http(409, #"{"message":"Still being processed."}"#, ["Retry-After: 4"]),
      http(429, #"{"message":"Too Many Attempts."}"#), http(403, "<html>", type: "text/html"),
      http(200, Self.created), http(201, example), http(201, #"{"plainTextSecret":"x"}"#),
    ])
    let server = try ScriptedServer { connection in
      connection.readRequest()
      connection.send(answers.withLock { $0.removeFirst() })
    }
    let client = try FintoroClient.test(server.baseURL)
    let entry = try await entry(for: server)
    var kinds: [Failure.Kind?] = []
    for _ in 1...8 { kinds.append(await failure { () async throws(Failure) in try await client.create(entry) }?.kind) }
    #expect(
      kinds == [
        .invalid(fields: ["url": ["bad"]]), .idempotencyConflict, .inWork, .rateLimited,
        .unreadable(problem: "a web page came where JSON was expected"),
        .unreadable(problem: "status 200 came where 201 was expected"),
        .unreadable(problem: "`plainTextSecret` is missing"), .unreadable(problem: "`id` is missing"),
      ])
    let outcomes: [PendingCreate.Outcome] = [
      .refused(status: 422), .refused(status: 422), .unknown, .unknown, .unknown, .unknown, .unknown, .unknown,
    ]
    #expect(entry.create.sends.map(\.outcome) == outcomes)
    #expect(try await journal.entries() == [.readable(entry.create, isLocked: true)])
  }

  @Test("that could not connect is on record as not sent")
  func notSent() async throws {
    let baseURL = "http://127.0.0.1:\(try refusingPort())"
    let entry = try await journal.open(pendingCreate(baseURL: baseURL))
    let client = try FintoroClient.test(baseURL)
    let error = await failure { () async throws(Failure) in try await client.create(entry) }
    #expect(error?.kind == .unreachable(.refused))
    #expect(entry.create.sends == [.init(at: now, outcome: .notSent)])
  }

  @Test("keeps its secret even where the rest of the answer is poor")
  func poorAnswer() async throws {
    let server = try ScriptedServer(answering: http(201, #"{"id":9,"plainTextSecret":"whsec_2","url":5}"#))
    let issued = try await FintoroClient.test(server.baseURL).create(try await entry(for: server)).value
    #expect(issued.secret == SigningSecret("whsec_2"))
    #expect(issued.subscription.id == 9)
    #expect(issued.subscription.url == exampleInput.url)
    #expect(issued.subscription.subscribedEvents == exampleInput.subscribedEvents)
  }

  @Test("older than its key's life, from the future, or for another base URL is never sent", arguments: [-3_301.0, 5])
  func stale(age: Double) async throws {
    let server = try ScriptedServer(answering: http(201, Self.created))
    let entry = try await entry(for: server, startedAt: now.addingTimeInterval(age))
    let other = try await journal.open(pendingCreate(key: "key-2", baseURL: "https://elsewhere.test"))
    let client = try FintoroClient.test(server.baseURL)
    for entry in [entry, other] {
      let error = await failure { () async throws(Failure) in try await client.create(entry) }
      guard case .notSent = error?.kind else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(entry.create.sends.isEmpty)
    }
    #expect(server.connections == 0)
  }

  @Test("whose send cannot be written down is not sent", .enabled(if: access("/dev/full", W_OK) == 0))
  func fullDisk() async throws {
    let server = try ScriptedServer(answering: http(201, Self.created))
    let entry = try await entry(for: server)
    // From now on writing to the entry's file meets a full disk.
    let full = open("/dev/full", O_RDWR)
    _ = entry.file.file.lend { dup2(full, $0) }
    close(full)
    let client = try FintoroClient.test(server.baseURL)
    let error = await failure { () async throws(Failure) in try await client.create(entry) }
    guard case .notSent(let problem) = error?.kind else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(problem.contains("No space left on device"))
    #expect(server.connections == 0)
    #expect(entry.create.sends.isEmpty)
  }

  @Test("on a cancelled task is not sent")
  func cancelled() async throws {
    let server = try ScriptedServer(answering: http(201, Self.created))
    let entry = try await entry(for: server)
    let client = try FintoroClient.test(server.baseURL)
    let (gate, opener) = AsyncStream.makeStream(of: Void.self)
    let creating = Task {
      for await _ in gate {}
      return await failure { () async throws(Failure) in try await client.create(entry) }
    }
    creating.cancel()
    opener.finish()
    #expect(await creating.value?.kind == .cancelled)
    #expect(server.connections == 0)
    #expect(entry.create.sends.isEmpty)
  }
}

@Suite("A rotate")
struct RotateTests {
  @Test("keeps its secret even where the rest of the answer is poor, and refuses one of another subscription")
  func poorAnswer() async throws {
    let poor = try ScriptedServer(answering: http(200, #"{"plainTextSecret":"whsec_3"}"#))
    let issued = try await FintoroClient.test(poor.baseURL).rotateSecret(7).value
    #expect(issued.secret == SigningSecret("whsec_3"))
    #expect(issued.subscription.id == 7)
    let other = try ScriptedServer(answering: http(200, #"{"id":8,"plainTextSecret":"whsec_3"}"#))
    let client = try FintoroClient.test(other.baseURL)
    let error = await failure { () async throws(Failure) in try await client.rotateSecret(7) }
    #expect(error?.kind == .unreadable(problem: "the answer is about subscription 8; 7 was asked for"))
  }

  @Test("without a secret in its answer is unreadable", arguments: ["null", "\"\"", "5"])
  func noSecret(value: String) async throws {
    let server = try ScriptedServer(answering: http(200, String(example.dropLast()) + ",\"plainTextSecret\":\(value)}"))
    let client = try FintoroClient.test(server.baseURL)
    let error = await failure { () async throws(Failure) in try await client.rotateSecret(801) }
    guard case .unreadable(let problem) = error?.kind else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(problem.contains("`plainTextSecret`"))
  }
}
