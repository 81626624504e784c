import FintoroSandbox
import Foundation
import MetricsServer
import TestSupport
import Testing

@testable import hooktop

@Suite("watch --listen, as Prometheus asks it")
struct MetricsServerTests {
  /// A watcher of the sandbox with its server.
  private func serving(_ body: (RunningSandbox, String) async throws -> Void) async throws {
    try await RunningSandbox.run { sandbox in
      let process = try BackgroundProcess(
        BuiltProduct.path("hooktop"), ["watch", "--interval", "1s", "--blind-after", "2s", "--listen", "127.0.0.1:0"],
        environment: sandbox.account.merging(["HOME": sandbox.folder.path]) { $1 }, output: sandbox.folder.join("lines")
      )
      try await process.wait("the port") { process.errors.contains("Metrics are served on port ") }
      let port = try #require(process.errors.firstMatch(of: /on port (\d+)/)?.output.1)
      try await process.wait("an answer") { process.output.contains("\"trouble\"") }
      // The line is printed before its figures are there to be read.
      try await waitForHealth("200", "http://127.0.0.1:\(port)")
      try await body(sandbox, "http://127.0.0.1:\(port)")
      process.send(signal: SIGTERM)
      #expect(try await process.waitForExit() == .exited(143))
    }
  }

  private func curl(_ arguments: [String]) async throws -> String {
    try await ProcessRun.run("curl", ["-s", "-i", "--max-time", "10"] + arguments).standardOutput
  }

  @Test("It serves the classic format, and OpenMetrics to those who ask for it")
  func formats() async throws {
    try await serving { _, url in
      let classic = try await curl([url + "/metrics"])
      #expect(classic.contains("text/plain; version=0.0.4") && !classic.contains("# EOF"))
      #expect(classic.contains("hooktop_subscription_state{company=\"15\",id=\"801\",state=\"failing\"} 1"))
      let open = try await curl(
        [
          "-H", "Accept: application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
          url + "/metrics",
        ])
      #expect(open.contains("application/openmetrics-text; version=1.0.0") && open.hasSuffix("# EOF\n"))
    }
  }

  @Test("Only GET, only its two pages, and only by this machine's own name")
  func refusals() async throws {
    try await serving { _, url in
      let requests = [
        (["-X", "POST", url + "/metrics"], "405"), ([url + "/"], "404"),
        (["-H", "Host: evil.example.com", url + "/metrics"], "421"),
        (["-H", "Host: localhost:1", url + "/metrics"], "200"),
      ]
      for (arguments, status) in requests {
        let answer = try await curl(arguments)
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(arguments)")
      }
    }
  }

  private func waitForHealth(_ status: String, _ url: String) async throws {
    let deadline = ContinuousClock.now + patience
    while true {
      let answer = try await curl([url + "/healthz"])
      if answer.hasPrefix("HTTP/1.1 \(status) ") { return }
      guard ContinuousClock.now < deadline else { throw TestFailure("/healthz never said \(status): \(answer)") }
    }
  }

  @Test("/healthz is good while there are answers, and not any more without them")
  func health() async throws {
    try await serving { sandbox, url in
      try await waitForHealth("200", url)
      await sandbox.server.inject(try Fault("503"))
      try await waitForHealth("503", url)
    }
  }

  @Test("/healthz is not good while one of the profiles never had an answer")
  func healthOfAll() async throws {
    try await ProfilesHome.run { home in
      let process = try BackgroundProcess(
        BuiltProduct.path("hooktop"),
        ["watch", "--interval", "1s", "--profile", "acme", "--profile", "gone", "--listen", "127.0.0.1:0"],
        environment: ["HOME": home.folder.path], output: home.folder.join("lines"))
      try await process.wait("the port") { process.errors.contains("Metrics are served on port ") }
      let port = try #require(process.errors.firstMatch(of: /served on port (\d+)/)?.output.1)
      try await process.wait("acme's trouble") { process.output.contains("\"profile\":\"acme\"") }
      try await waitForHealth("503", "http://127.0.0.1:\(port)")
      let answer = try await curl(["http://127.0.0.1:\(port)/healthz"])
      #expect(answer.contains("1 of 2 without an answer") || answer.contains("no answer yet"), "\(answer)")
      process.send(signal: SIGTERM)
      _ = try await process.waitForExit()
    }
  }

  @Test(
    "Addresses that cannot be meant are refused",
    arguments: [
      ("0.0.0.0:9464", "is for other machines to reach; add --listen-anywhere if that is meant."),
      (":9464", "is for other machines to reach"), ("9464", "is no address; write one such as 127.0.0.1:9464."),
      ("127.0.0.1:70000", "is no address"), ("::1:9464", "is no address"),
      ("127.evil.invalid:9464", "is for other machines to reach"),
    ])
  func addresses(_ address: String, says: String) async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(["watch", "--listen", address])
      #expect(run.exit == .exited(64) && run.standardOutput == "")
      #expect(run.standardError.contains("--listen \(address) \(says)"), "\(run.standardError)")
    }
  }

  @Test("A port that somebody else has is one sentence and 69")
  func portInUse() async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(["watch", "--listen", "127.0.0.1:\(sandbox.server.port)"])
      #expect(run.exit == .exited(69) && run.standardOutput == "")
      #expect(run.standardError.hasPrefix("Something else listens on 127.0.0.1:\(sandbox.server.port) already;"))
    }
  }
}
