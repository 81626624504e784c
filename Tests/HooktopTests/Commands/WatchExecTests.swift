import FintoroSandbox
import Foundation
import Glibc
import TestSupport
import Testing

@testable import hooktop

struct WatchExecTests {
  @Test("A command gets the facts in its environment and on its input, never the token, and is not run for old trouble")
  func command() async throws {
    try await RunningSandbox.run { sandbox in
      let script = try sandbox.folder.write(
        "#!/bin/sh\n{ echo \"args=$#$1\"; env; cat; } > \"$OUT/$HOOKTOP_TRANSITION_ID\"\n", to: "tell", mode: 0o700)
      let watcher = try Watcher(
        sandbox, ["--exec", script, "a b"], environment: ["OUT": try sandbox.folder.makeFolder("told")])
      try await watcher.waitForLine("silent", Watcher.isLine("trouble", 809))
      try await sandbox.change("disable")
      try await watcher.waitForLine("trouble of 806", Watcher.isLine("trouble", 806))
      let id = try #require(watcher.lines.first(where: Watcher.isLine("trouble", 806))?["id"] as? String)
      try await watcher.process.wait("the command") { sandbox.folder.text("told/\(id)")?.hasSuffix("}\n") == true }
      let told = try #require(sandbox.folder.text("told/\(id)"))
      #expect(told.hasPrefix("args=1a b\n"))
      #expect(told.contains("\nHOOKTOP_TRANSITION=trouble\n") && told.contains("\nHOOKTOP_TRANSITION_TO=disabled\n"))
      #expect(told.contains("\nHOOKTOP_TRANSITION_SUBSCRIPTION=806\n"))
      #expect(told.split(separator: "\n").last?.hasPrefix("{\"schema\":\"hooktop.transition/1\",") == true)
      #expect(!told.contains(SandboxTokens.write))
      #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.join("told")) == [id])
      try await watcher.stop()
    }
  }

  @Test("A command that fails is run again with the same id, until it ends with 0")
  func again() async throws {
    try await RunningSandbox.run { sandbox in
      let script = try sandbox.folder.write(
        "#!/bin/sh\necho $HOOKTOP_TRANSITION_ID >> \"$OUT\"\n[ \"$(wc -l < \"$OUT\")\" -ge 2 ]\n", to: "tell",
        mode: 0o700)
      let out = sandbox.folder.join("told")
      let watcher = try Watcher(sandbox, ["--exec", script], environment: ["OUT": out])
      try await watcher.waitForLine("silent", Watcher.isLine("trouble", 809))
      try await sandbox.change("disable")
      try await watcher.process.wait("the second run") {
        (sandbox.folder.text("told") ?? "").split(separator: "\n").count >= 2
      }
      try await sandbox.waitForMoreRequests(3)
      try await watcher.stop()
      let ids = (sandbox.folder.text("told") ?? "").split(separator: "\n")
      #expect(ids.count == 2 && Set(ids).count == 1)
      #expect(watcher.process.errors.contains("exit status 1. It is run again later."))
    }
  }

  @Test("How long a failed run waits is its own matter: the next request is not waited for", .timeLimit(.minutes(5)))
  func againSoon() async throws {
    try await RunningSandbox.run { sandbox in
      let script = try sandbox.folder.write(
        "#!/bin/sh\necho $HOOKTOP_TRANSITION_ID >> \"$OUT\"\nexit 1\n", to: "tell", mode: 0o700)
      let watcher = try Watcher(
        sandbox, ["--interval", "30min", "--tell-initial", "--exec", script],
        environment: ["OUT": sandbox.folder.join("told")])
      try await watcher.process.wait("a third run of one", within: .seconds(50)) {
        let ids = (sandbox.folder.text("told") ?? "").split(separator: "\n")
        return Dictionary(grouping: ids) { $0 }.contains { $1.count >= 3 }
      }
      #expect(await sandbox.server.recordedRequests().count { $0.path.hasSuffix("/webhook-subscriptions") } == 1)
      try await watcher.stop()
    }
  }

  @Test("A run that goes on after a kill is waited for: no two run for one subscription", .timeLimit(.minutes(5)))
  func runGoesOn() async throws {
    try await RunningSandbox.run { sandbox in
      let script = try sandbox.folder.write(
        """
        #!/bin/sh
        echo "begin $HOOKTOP_TRANSITION_ID" >> "$OUT"
        while ! [ -e "$OUT.go" ]; do sleep 0.05; done
        echo "end $HOOKTOP_TRANSITION_ID" >> "$OUT"

        """, to: "tell", mode: 0o700)
      let environment = ["OUT": sandbox.folder.join("told")]
      func told() -> [Substring] { (sandbox.folder.text("told") ?? "").split(separator: "\n") }
      var watcher = try Watcher(sandbox, ["--exec", script], environment: environment)
      try await watcher.waitForLine("silent", Watcher.isLine("trouble", 809))
      try await sandbox.change("disable")
      try await watcher.process.wait("the first run") { told().count == 1 }
      watcher.process.send(signal: SIGKILL)
      _ = try await watcher.process.waitForExit()
      watcher = try Watcher(sandbox, ["--exec", script], environment: environment)
      try await watcher.process.wait("the refusal") {
        watcher.process.errors.contains("a run of it that was begun before still goes on")
      }
      #expect(told().count == 1)
      try sandbox.folder.write("", to: "told.go")
      try await watcher.process.wait("the second run") { told().count == 4 }
      #expect(told().map { $0.prefix(3) } == ["beg", "end", "beg", "end"])
      #expect(Set(told().map { $0.split(separator: " ")[1] }).count == 1)
      try await watcher.stop()
    }
  }

  @Test("What a command leaves behind holds up no other run", .timeLimit(.minutes(5)))
  func leftBehind() async throws {
    try await RunningSandbox.run { sandbox in
      let script = try sandbox.folder.write(
        """
        #!/bin/sh
        setsid sh -c 'while [ -e "$OUT" ]; do sleep 0.1; done' &
        echo "$HOOKTOP_TRANSITION" >> "$OUT"

        """, to: "tell", mode: 0o700)
      let watcher = try Watcher(
        sandbox, ["--exec", script], environment: ["OUT": try sandbox.folder.write("", to: "told")])
      try await watcher.waitForLine("silent", Watcher.isLine("trouble", 809))
      try await sandbox.change("disable")
      try await watcher.process.wait("trouble") { sandbox.folder.text("told") == "trouble\n" }
      try await sandbox.change("enable")
      try await watcher.process.wait("recovery") { sandbox.folder.text("told") == "trouble\nrecovery\n" }
      #expect(!watcher.process.errors.contains("still goes on"))
      try await watcher.stop()
    }
  }

  @Test("Killed ten times at random, it loses nothing; what comes twice has its old id", .timeLimit(.minutes(3)))
  func killed() async throws {
    try await RunningSandbox.run(SandboxConfiguration(rateLimit: 100_000)) { sandbox in
      let script = try sandbox.folder.write(
        "#!/bin/sh\necho \"$HOOKTOP_TRANSITION_ID $HOOKTOP_TRANSITION\" >> \"$OUT\"\n", to: "tell", mode: 0o700)
      let environment = ["OUT": sandbox.folder.join("told")]
      var generator = SeededGenerator(seed: 16)
      var watcher = try Watcher(sandbox, ["--exec", script], environment: environment)
      try await watcher.waitForLine("silent", Watcher.isLine("trouble", 809))
      func told(_ kind: String) -> Int {
        let lines = Set((sandbox.folder.text("told") ?? "").split(separator: "\n"))
        return lines.count { $0.hasSuffix(" \(kind)") }
      }
      for round in 1...10 {
        try await sandbox.change("disable")
        try await Task.sleep(for: .milliseconds(Int.random(in: 0..<1_500, using: &generator)))
        watcher.process.send(signal: SIGKILL)
        _ = try await watcher.process.waitForExit()
        watcher = try Watcher(sandbox, ["--exec", script], environment: environment)
        try await watcher.process.wait("trouble \(round)") { told("trouble") == round }
        try await sandbox.change("enable")
        try await watcher.process.wait("recovery \(round)") { told("recovery") == round }
      }
      try await watcher.stop()
      let all = (sandbox.folder.text("told") ?? "").split(separator: "\n")
      #expect(told("trouble") == 10 && told("recovery") == 10)
      print("watch, killed ten times: \(all.count - Set(all).count) repeats, none lost")
    }
  }
}
