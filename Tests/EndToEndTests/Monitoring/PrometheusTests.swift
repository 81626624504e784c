import FintoroSandbox
import Foundation
import TestSupport
import Testing

extension ExtraToolTests {
  @Suite("Prometheus", .serialized) struct PrometheusTests {
    @Test("The shipped rules are read, and alert in each of their cases", .needs(.prometheus))
    func rules() async throws {
      let folder = Shipped.folder.appendingPathComponent("prometheus").path
      let checked = try await ProcessRun.run("promtool", ["check", "rules", folder + "/hooktop.rules.yml"])
      #expect(checked.exit == .exited(0), "\(checked.standardError)")
      let tested = try await ProcessRun.run("promtool", ["test", "rules", folder + "/hooktop.test.yml"])
      #expect(tested.exit == .exited(0), "\(tested.standardOutput)\(tested.standardError)")
    }

    @Test("Every expression of the dashboard is one that Prometheus reads", .needs(.prometheus))
    func dashboard() async throws {
      struct Dashboard: Decodable {
        struct Panel: Decodable {
          struct Target: Decodable { var expr: String }
          var title: String
          var targets: [Target]
        }
        struct Templating: Decodable {
          struct Variable: Decodable { var name, type: String }
          var list: [Variable]
        }
        var panels: [Panel]
        var templating: Templating
      }
      let dashboard = try JSONDecoder().decode(
        Dashboard.self, from: Data(try Shipped.text("grafana/hooktop.json").utf8))
      #expect(dashboard.templating.list.first.map { "\($0.name) \($0.type)" } == "datasource datasource")
      let expressions = dashboard.panels.flatMap { $0.targets.map(\.expr) }
      #expect(expressions.count >= dashboard.panels.count)
      var rules = "groups:\n  - name: dashboard\n    rules:\n"
      for (index, expression) in expressions.enumerated() {
        let plain = expression.replacing("$company", with: ".*")
        #expect(!plain.contains("$"), "\(expression)")
        rules += "      - record: panel:\(index)\n        expr: |\n          \(plain)\n"
      }
      let home = try Home()
      try home.write(rules, to: home.path + "/dashboard.yml")
      let checked = try await ProcessRun.run("promtool", ["check", "rules", home.path + "/dashboard.yml"])
      #expect(checked.exit == .exited(0), "\(checked.standardError)")
      // A company that is scraped from two places at once, which know it by two names.
      var series = ""
      for (target, name) in [("erp:9100", "Old"), ("127.0.0.1:9464", "New")] {
        for (metric, labels) in [
          ("last_good_answer_timestamp_seconds", ""), ("gaps_open", ""), ("rate_limit_remaining", ""),
          ("subscription_info", ",id=\"801\",name=\"\(name)\",host=\"acme.sk\""),
          ("subscription_state", ",id=\"801\",state=\"failing\""),
          ("subscription_gives_up_timestamp_seconds", ",id=\"801\""),
          ("subscription_last_success_timestamp_seconds", ",id=\"801\""),
        ] {
          series += "      - series: 'hooktop_\(metric){instance=\"\(target)\",company=\"15\"\(labels)}'\n"
          series += "        values: \"1x10\"\n"
        }
      }
      let failing = try #require(expressions.first { $0.contains("failing") }).replacing("$company", with: ".*")
      try home.write(
        """
        rule_files: [dashboard.yml]
        evaluation_interval: 1m
        tests:
          - interval: 1m
            input_series:
        \(series)    promql_expr_test:
              - { expr: '\(failing)', eval_time: 5m, exp_samples: [{ labels: '{}', value: 1 }] }

        """, to: home.path + "/dashboard.test.yml")
      let tested = try await ProcessRun.run("promtool", ["test", "rules", home.path + "/dashboard.test.yml"])
      #expect(tested.exit == .exited(0), "\(tested.standardOutput)\(tested.standardError)")
    }

    @Test("The text file is taken by node_exporter without an error", .needs(.nodeExporter), .timeLimit(.minutes(5)))
    func textfile() async throws {
      try await withSandbox { server in
        let home = try Home()
        let file = home.temporary + "/hooktop.prom"
        let written = try await ProcessRun.run(
          hooktop, ["metrics", "--textfile", file], environment: home.environment(at: server.baseURL))
        try #require(written.exit == .exited(0))
        let port = try HeldPort()
        let exporter = try BackgroundProcess(
          "prometheus-node-exporter",
          [
            "--collector.disable-defaults", "--collector.textfile", "--collector.textfile.directory=\(home.temporary)",
            "--web.listen-address=127.0.0.1:\(port.number)",
          ], output: home.path + "/exporter")
        defer { exporter.send(signal: SIGKILL) }
        let text = try await Self.answer("http://127.0.0.1:\(port.number)/metrics") { $0.contains("node_textfile") }
        #expect(text.contains("\nnode_textfile_scrape_error 0\n"))
        #expect(text.contains("hooktop_subscription_state{company=\"15\",id=\"801\",state=\"failing\"} 1\n"))
      }
    }

    @Test(
      "Prometheus scrapes a watcher, and its rules are evaluated without an error", .needs(.prometheus),
      .timeLimit(.minutes(5)))
    func scraped() async throws {
      try await withSandbox { server in
        let home = try Home()
        let watcher = try BackgroundProcess(
          hooktop, ["watch", "--interval", "1s", "--listen", "127.0.0.1:0"],
          environment: home.environment(at: server.baseURL), output: home.path + "/lines")
        defer { watcher.send(signal: SIGKILL) }
        try await watcher.wait("the port") { watcher.errors.contains("Metrics are served on port ") }
        let target = try #require(watcher.errors.firstMatch(of: /on port (\d+)/)?.output.1)
        let rules = Shipped.folder.appendingPathComponent("prometheus/hooktop.rules.yml").path
        try home.write(
          """
          global: { scrape_interval: 1s, evaluation_interval: 1s }
          rule_files: ["\(rules)"]
          scrape_configs:
            - job_name: hooktop
              static_configs: [{ targets: ["127.0.0.1:\(target)"] }]

          """, to: home.path + "/prometheus.yml")
        let port = try HeldPort()
        let prometheus = try BackgroundProcess(
          "prometheus",
          [
            "--config.file=\(home.path)/prometheus.yml", "--storage.tsdb.path=\(home.path)/tsdb",
            "--web.listen-address=127.0.0.1:\(port.number)",
          ], output: home.path + "/prometheus.out")
        defer { prometheus.send(signal: SIGKILL) }
        let api = "http://127.0.0.1:\(port.number)/api/v1"
        let targets = try await Self.answer(api + "/targets") { $0.contains("\"health\":\"up\"") }
        #expect(targets.contains("\"lastError\":\"\""))
        let query = api + "/query?query=hooktop_subscription_state%7Bstate%3D%22failing%22%7D%3D%3D1"
        let failing = try await Self.answer(query) { $0.contains("\"id\":\"801\"") }
        #expect(!failing.contains("\"id\":\"806\""))
        // An alert waits for its time before it fires.
        let evaluated = try await Self.answer(api + "/rules") { rules in
          !rules.contains("\"health\":\"unknown\"") && rules.contains("\"state\":\"pending\"")
        }
        #expect(evaluated.contains("\"name\":\"HooktopFailing\"") && !evaluated.contains("\"health\":\"err\""))
      }
    }

    @Test("What metrics prints is without fault for promtool", .needs(.prometheus))
    func linted() async throws {
      try await withSandbox { server in
        let home = try Home()
        let run = try await ProcessRun.run(hooktop, ["metrics"], environment: home.environment(at: server.baseURL))
        let linted = try await ProcessRun.run("promtool", ["check", "metrics"], input: run.standardOutput)
        #expect(linted.exit == .exited(0), "\(linted.standardOutput)\(linted.standardError)")
      }
    }

    /// What a server answers, once it does and says what is waited for.
    static func answer(_ url: String, _ isIt: (String) -> Bool) async throws -> String {
      let deadline = ContinuousClock.now + patience
      while true {
        let run = try await ProcessRun.run("curl", ["-s", "--max-time", "5", url])
        if run.exit == .exited(0), isIt(run.standardOutput) { return run.standardOutput }
        guard ContinuousClock.now < deadline else { throw TestFailure("\(url) never answered: \(run.standardOutput)") }
        // Nobody tells when a server of another program is ready.
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }
}
