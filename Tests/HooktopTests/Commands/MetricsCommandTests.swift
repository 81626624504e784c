import FintoroSandbox
import Foundation
import TestSupport
import Testing

@Suite("metrics, run as cron runs it")
struct MetricsCommandTests {
  @Test("It prints what a monitor reads: the classic format, nothing on stderr")
  func printed() async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(["metrics"])
      #expect(run.exit == .exited(0) && run.standardError == "")
      #expect(run.standardOutput.hasPrefix("# HELP hooktop_subscription_info "))
      #expect(
        run.standardOutput.contains("\nhooktop_subscription_state{company=\"15\",id=\"801\",state=\"failing\"} 1\n"))
      #expect(!run.standardOutput.contains("EOF"))
    }
  }

  @Test("Of a list that does not say whose it is, gaps are not known, and not none")
  func unknownCompany() async throws {
    try await RunningSandbox.run(SandboxConfiguration(scenario: .empty)) { sandbox in
      let run = try await sandbox.hooktop(["metrics"])
      #expect(run.exit == .exited(0) && run.standardOutput.contains("hooktop_last_good_answer_timestamp_seconds{"))
      #expect(!run.standardOutput.contains("\nhooktop_gaps_open{"), "\(run.standardOutput)")
    }
  }

  @Test("Where the state folder cannot be used the gaps are left out, with the reason on stderr")
  func unusableState() async throws {
    try await RunningSandbox.run { sandbox in
      try sandbox.folder.write("", to: ".local/state")
      let run = try await sandbox.hooktop(["metrics"])
      #expect(run.exit == .exited(0) && !run.standardOutput.contains("\nhooktop_gaps_open{"), "\(run.standardOutput)")
      #expect(run.standardError.contains(".local/state") && run.standardError.hasSuffix(".\n"), "\(run.standardError)")
    }
  }

  @Test("A text file is replaced whole, for everybody to read, and stays where there is no answer")
  func textfile() async throws {
    try await RunningSandbox.run { sandbox in
      try sandbox.folder.write("old\n", to: "hooktop.prom")
      let run = try await sandbox.hooktop(["metrics", "--textfile", sandbox.folder.join("hooktop.prom")])
      #expect(run.exit == .exited(0) && run.standardError == "" && run.standardOutput == "")
      let text = try #require(sandbox.folder.text("hooktop.prom"))
      #expect(text.hasPrefix("# HELP ") && !text.contains("old"))
      #expect(mode(sandbox.folder.join("hooktop.prom")) == 0o644)
      await sandbox.server.inject(try Fault("401"))
      let failed = try await sandbox.hooktop(["metrics", "--textfile", sandbox.folder.join("hooktop.prom")])
      #expect(failed.exit == .exited(77))
      #expect(sandbox.folder.text("hooktop.prom") == text)
    }
  }

  @Test(
    "What cannot be written is one sentence, its status, and nothing on stdout",
    arguments: [
      ("/nowhere/hooktop.prom", 74, "/nowhere/hooktop.prom cannot be written"),
      ("/proc/hooktop.prom", 74, "/proc/hooktop.prom cannot be written"),
      ("hooktop.txt", 64, "--textfile hooktop.txt must end with .prom: node_exporter reads no other file."),
    ] as [(String, Int32, String)])
  func unwritable(_ file: String, _ status: Int32, _ says: String) async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(["metrics", "--textfile", file])
      #expect(run.exit == .exited(status))
      #expect(run.standardOutput == "")
      #expect(run.standardError.contains(says), "\(run.standardError)")
    }
  }
}

@Suite("What is shipped for Prometheus and Grafana")
struct ShippedMetricsTests {
  @Test("Every alert has a case in the tests of the rules")
  func cases() throws {
    func names(_ file: String, _ key: String) throws -> Set<Substring> {
      let pattern = try Regex("\(key): (\\w+)", as: (Substring, Substring).self)
      return Set(try Shipped.text(file).matches(of: pattern).map(\.output.1))
    }
    let alerts = try names("prometheus/hooktop.rules.yml", "alert")
    #expect(alerts.count == 7)
    #expect(try names("prometheus/hooktop.test.yml", "alertname") == alerts)
  }

  @Test("Rules and dashboard name only metrics that hooktop prints")
  func metrics() async throws {
    try await RunningSandbox.run { sandbox in
      let printed = try await sandbox.hooktop(["metrics"]).standardOutput
      for file in ["prometheus/hooktop.rules.yml", "prometheus/hooktop.test.yml", "grafana/hooktop.json"] {
        for name in try Shipped.text(file).matches(of: /hooktop_(subscription|last|rate|gaps)_\w+/).map(\.output.0) {
          #expect(printed.contains("\n\(name){"), "\(file): \(name)")
        }
      }
    }
  }
}
