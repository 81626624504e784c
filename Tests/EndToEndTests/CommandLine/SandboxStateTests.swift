import Foundation
import Glibc
import TestSupport
import Testing

@Suite("hooktop sandbox --state", .serialized)
struct SandboxStateTests {
  private func start(_ arguments: [String], _ home: Home) async throws -> (sandbox: PseudoTerminal, url: String) {
    let sandbox = try PseudoTerminal(hooktop, ["sandbox"] + arguments, environment: home.environment)
    try await sandbox.waitForOutput("/api/public/v1\r\n")
    let match = try #require(sandbox.outputText.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+\/api\/public\/v1/))
    return (sandbox, String(match.0))
  }

  private func list(_ url: String) async throws -> String {
    try await request(
      "GET", url + "/webhook-subscriptions", headers: ["Authorization": "Bearer sandbox-write"]
    ).body
  }

  @Test("What was there is there again, however the sandbox ended", arguments: [SIGTERM, SIGKILL])
  func restart(number: Int32) async throws {
    let home = try Home()
    let file = home.path + "/state.json"
    let (first, url) = try await start(["--scenario", "empty", "--state", file], home)
    let made = try await request(
      "POST", url + "/webhook-subscriptions",
      #"{"url": "https://erp.acme.sk/", "isActive": true, "subscribedEvents": ["invoices.paid"]}"#,
      headers: ["Authorization": "Bearer sandbox-write", "Content-Type": "application/json"])
    #expect(made.status == 201)
    let before = try await list(url)
    #expect(before.contains("https://erp.acme.sk/"))
    first.signal(number)
    _ = try await first.waitForExit()
    #expect(try home.mode(of: file) == 0o600)
    let (second, again) = try await start(["--scenario", "demo", "--state", file], home)
    #expect(try await list(again) == before)
    second.signal(SIGTERM)
    #expect(try await second.waitForExit() == .exited(143))
    #expect(home.names(in: home.path).filter { $0.contains("state.json") } == ["state.json"])
  }

  @Test(
    "Many creates at once are all answered, each when it is in the file, and the sandbox ends when it is asked to",
    .timeLimit(.minutes(5)))
  func together() async throws {
    let home = try Home()
    let file = home.path + "/state.json"
    let (sandbox, url) = try await start(
      ["--scenario", "empty", "--rate-limit", "100000", "--state", file], home)
    let run = try await ProcessRun.run("python3", ["-c", Self.creating, url + "/webhook-subscriptions", file])
    #expect(run.exit == .exited(0), "\(run.standardError)")
    #expect(run.standardOutput == "200 created, 200 of them in the file by then\n")
    sandbox.signal(SIGTERM)
    #expect(try await sandbox.waitForExit() == .exited(143))
    #expect(try home.contents(of: file).matches(of: /"secret" :/).count == 200)
  }

  /// Eight threads that create and look into the state's file after each answer.
  private static let creating = """
    import json, sys, threading, urllib.request
    url, file = sys.argv[1:]
    body = b'{"url": "https://erp.acme.sk/", "isActive": true, "subscribedEvents": ["invoices.paid"]}'
    headers = {"Authorization": "Bearer sandbox-write", "Content-Type": "application/json"}
    secrets, kept = [], []
    def create():
        for _ in range(25):
            request = urllib.request.Request(url, body, headers)
            secret = json.load(urllib.request.urlopen(request, timeout=20))["plainTextSecret"]
            secrets.append(secret)
            if secret in open(file).read(): kept.append(secret)
    threads = [threading.Thread(target=create, daemon=True) for _ in range(8)]
    for thread in threads: thread.start()
    for thread in threads: thread.join(25)
    print(len(set(secrets)), "created,", len(kept), "of them in the file by then")
    """

  @Test("However many clients connect, descriptors are left for the file", .timeLimit(.minutes(5)))
  func manyClients() async throws {
    let home = try Home()
    let file = home.path + "/state.json"
    let command = "ulimit -n 64 && exec \"$0\" sandbox --scenario empty --state \"$1\""
    let sandbox = try PseudoTerminal("/bin/sh", ["-c", command, hooktop, file], environment: home.environment)
    try await sandbox.waitForOutput("/api/public/v1\r\n")
    let url = try #require(sandbox.outputText.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+\/api\/public\/v1/)).0
    let run = try await ProcessRun.run("python3", ["-c", Self.crowding, url + "/webhook-subscriptions", file])
    #expect(run.exit == .exited(0), "\(run.standardError)")
    #expect(run.standardOutput == "20 created, 20 of them in the file by then\n", "\(sandbox.outputText)")
    sandbox.signal(SIGTERM)
    #expect(try await sandbox.waitForExit() == .exited(143))
  }

  /// Creates on one connection while a hundred others are open.
  private static let crowding = """
    import http.client, json, socket, sys, urllib.parse
    url, file = urllib.parse.urlparse(sys.argv[1]), sys.argv[2]
    body = b'{"url": "https://erp.acme.sk/", "isActive": true, "subscribedEvents": ["invoices.paid"]}'
    headers = {"Authorization": "Bearer sandbox-write", "Content-Type": "application/json"}
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=60)
    connection.connect()
    crowd, created, kept = [], 0, 0
    for _ in range(20):
        crowd += [socket.create_connection((url.hostname, url.port)) for _ in range(5)]
        connection.request("POST", url.path, body, headers)
        secret = json.load(connection.getresponse())["plainTextSecret"]
        created += 1
        if secret in open(file).read(): kept += 1
    print(created, "created,", kept, "of them in the file by then")
    """

  @Test("A file that two would use is refused to the second, 74")
  func inUse() async throws {
    let home = try Home()
    let file = home.path + "/state.json"
    let (first, _) = try await start(["--state", file], home)
    let second = try await ProcessRun.run(hooktop, ["sandbox", "--state", file], environment: home.environment)
    #expect(second.exit == .exited(74))
    #expect(second.standardError.contains("in use by another sandbox"))
    first.signal(SIGKILL)
    _ = try await first.waitForExit()
  }

  @Test(
    "A file that is cut, of a newer form or of somebody else: one sentence, 65, and it stays as it is",
    arguments: [
      ("{\n  \"kind\": \"hooktop sandbox state\",\n", "state.json:3: it ends in the middle"),
      ("", "state.json:1: it ends in the middle"), ("# notes\n", "state.json:1: this is not JSON"),
      (#"{"kind": "hooktop sandbox state", "form": 99}"#, "state.json: it is of form 99, from a newer hooktop"),
      (#"{"name": "package"}"#, "state.json: it is no state of a sandbox"),
    ])
  func refused(text: String, sentence: String) async throws {
    let home = try Home()
    let file = home.path + "/state.json"
    try home.write(text, to: file)
    let run = try await ProcessRun.run(hooktop, ["sandbox", "--state", file], environment: home.environment)
    #expect(run.exit == .exited(65))
    #expect(run.standardOutput == "")
    #expect(run.standardError.contains(sentence), "\(run.standardError)")
    #expect(run.standardError.split(separator: "\n").count == 1)
    #expect(try home.contents(of: file) == text)
  }

  @Test("A folder that is not there: said before anything starts, 74")
  func noFolder() async throws {
    let home = try Home()
    let file = home.path + "/missing/state.json"
    let run = try await ProcessRun.run(hooktop, ["sandbox", "--state", file], environment: home.environment)
    #expect(run.exit == .exited(74))
    #expect(run.standardOutput == "")
    #expect(run.standardError.contains("it does not exist"))
  }
}
