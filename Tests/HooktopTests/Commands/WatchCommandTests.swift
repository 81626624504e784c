import FintoroSandbox
import Foundation
import Glibc
import TestSupport
import Testing

@testable import hooktop

struct WatchCommandTests {
  @Test("What is in trouble at the first start is told as such; a second start tells nothing again")
  func initial() async throws {
    try await RunningSandbox.run { sandbox in
      let first = try Watcher(sandbox)
      try await first.waitForLine("silent", Watcher.isLine("trouble", 809))
      try await first.stop()
      let lines = first.lines
      #expect(Set(lines.compactMap { $0["subscription"] as? Int }) == [801, 802, 809])
      #expect(lines.allSatisfy { $0["initial"] as? Bool == true && $0["schema"] as? String == "hooktop.transition/1" })
      let second = try Watcher(sandbox)
      try await sandbox.waitForMoreRequests(4)
      try await second.stop()
      #expect(second.lines.count == lines.count)
      let folder = sandbox.folder.join(".local/state/hooktop/watch")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
      #expect(files.count == 1 && files.allSatisfy { mode("\(folder)/\($0)") == 0o600 })
    }
  }

  @Test("A list of which no time can be read is no answer", .timeLimit(.minutes(5)))
  func unreadableTimes() async throws {
    try await RunningSandbox.run { sandbox in
      let watcher = try Watcher(sandbox, ["--blind-after", "1s"])
      try await watcher.waitForLine("silent", Watcher.isLine("trouble", 809))
      await sandbox.server.inject(try Fault("wrong-types=lastSuccessAt"))
      try await watcher.waitForLine("blind", Watcher.isLine("blind"))
      #expect(
        watcher.lines.last?["reason"] as? String
          == "No time in Fintoro's answer can be read, so nothing can be said of any subscription.")
      try await watcher.stop()
    }
  }

  @Test("A profile whose token command hangs holds up no other", .timeLimit(.minutes(5)))
  func hangingToken() async throws {
    try await ProfilesHome.run { home in
      let config = try #require(home.folder.text(".config/hooktop/config.toml"))
      try home.folder.write(
        config + "\n[profiles.slow]\nbase_url = \"https://example.com\"\ntoken_command = [\"sleep\", \"600\"]\n",
        to: ".config/hooktop/config.toml")
      // A token command is waited for ten seconds, in which a busy machine may tell nothing at all: once is enough.
      var isFirst = false
      for attempt in 1...3 where !isFirst {
        let process = try BackgroundProcess(
          BuiltProduct.path("hooktop"), ["watch", "--interval", "1s", "--profile", "slow", "--profile", "acme"],
          environment: ["HOME": home.folder.path, "XDG_STATE_HOME": home.folder.join("state\(attempt)")],
          output: home.folder.join("lines\(attempt)"))
        try await process.wait("acme's trouble") { process.output.contains("\"profile\":\"acme\"") }
        isFirst = !process.errors.contains("slow: ")
        process.send(signal: SIGTERM)
        #expect(try await process.waitForExit() == .exited(143))
      }
      #expect(isFirst)
    }
  }

  @Test("What a person has acknowledged is not told until that ends", .timeLimit(.minutes(5)))
  func acknowledged() async throws {
    try await RunningSandbox.run { sandbox in
      _ = try await sandbox.hooktop(["list"])
      let acknowledged = try await sandbox.hooktop(["gaps", "ack", "801"])
      try #require(acknowledged.exit == .exited(0), "\(acknowledged.standardError)")
      let watcher = try Watcher(sandbox)
      try await watcher.waitForLine("silent", Watcher.isLine("trouble", 809))
      try await sandbox.waitForMoreRequests(3)
      #expect(Set(watcher.lines.compactMap { $0["subscription"] as? Int }) == [802, 809])
      #expect(try await sandbox.hooktop(["gaps", "unack", "801"]).exit == .exited(0))
      try await watcher.waitForLine("failing", Watcher.isLine("trouble", 801))
      #expect(watcher.lines.first(where: Watcher.isLine("trouble", 801))?["initial"] as? Bool == false)
      try await watcher.stop()
    }
  }

  @Test("A reader that does not read holds up neither commands nor the end", .timeLimit(.minutes(3)))
  func unreadLines() async throws {
    try await RunningSandbox.run { sandbox in
      let (lines, told) = (sandbox.folder.join("unread"), sandbox.folder.join("told"))
      #expect(mkfifo(lines, 0o600) == 0)
      // A reader that never reads, of a pipe that is full already.
      let reader = open(lines, O_RDWR | O_NONBLOCK | O_CLOEXEC)
      defer { close(reader) }
      let some = [UInt8](repeating: UInt8(ascii: "."), count: 4_096)
      while Glibc.write(reader, some, some.count) > 0 {}
      let process = try BackgroundProcess(
        "/bin/sh",
        [
          "-c", #"out=$1; shift; exec "$@" > "$out""#, "sh", lines, BuiltProduct.path("hooktop"), "watch", "--interval",
          "1s", "--tell-initial", "--exec", "/bin/sh", "-c", "echo $HOOKTOP_TRANSITION_ID >> \(told)",
        ], environment: sandbox.account.merging(["HOME": sandbox.folder.path]) { $1 },
        output: sandbox.folder.join("log"))
      try await process.wait("runs of the command") {
        Set(((try? String(contentsOfFile: told, encoding: .utf8)) ?? "").split(separator: "\n")).count >= 3
      }
      #expect(process.errors.split(separator: "\n").count { $0.hasPrefix("Nobody reads standard output") } == 1)
      process.send(signal: SIGTERM)
      #expect(try await process.waitForExit() == .exited(143))
    }
  }

  @Test("A second watcher of the same connection is refused, with one sentence")
  func locked() async throws {
    try await RunningSandbox.run { sandbox in
      let watcher = try Watcher(sandbox)
      try await watcher.waitForLine("silent", Watcher.isLine("trouble", 809))
      let second = try await sandbox.hooktop(["watch"])
      #expect(second.exit == .exited(75) && second.standardOutput == "")
      #expect(
        second.standardError == "Another hooktop watches this already; `hooktop watch` runs once for each connection.\n"
      )
      try await watcher.stop()
    }
  }

  @Test("A profile that cannot start is a line and holds up no other")
  func profiles() async throws {
    try await ProfilesHome.run { home in
      try FileManager.default.removeItem(atPath: home.folder.join("beta.token"))
      let process = try BackgroundProcess(
        BuiltProduct.path("hooktop"), ["watch", "--interval", "1s", "--blind-after", "1s", "--all-profiles"],
        environment: ["HOME": home.folder.path], output: home.folder.join("lines"))
      try await process.wait("acme's trouble") { process.output.contains("\"profile\":\"acme\"") }
      try await process.wait("gone to be blind") {
        process.output.split(separator: "\n").contains {
          $0.contains("\"blind\"") && $0.contains("\"profile\":\"gone\"")
        }
      }
      #expect(process.errors.contains("beta: The token file "))
      process.send(signal: SIGTERM)
      #expect(try await process.waitForExit() == .exited(143))
    }
  }

  @Test(
    "What can never work is told at once",
    arguments: [
      (["--exec", "/nowhere/tell"], 78, "The command /nowhere/tell of --exec is not there."),
      (["--exec", "/etc/passwd"], 78, "The command /etc/passwd of --exec may not be executed"),
      (["--exec", "/etc"], 78, "The command /etc of --exec is no program; name one."),
      (["--exec"], 64, "--exec needs a command"),
      (["--interval", "0s"], 64, "--interval 0s is no time"),
      (["--quiet-hours", "22-7"], 64, "write them as 22:00-07:00"),
    ] as [([String], Int32, String)])
  func mistakes(_ arguments: [String], _ status: Int32, _ says: String) async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(["watch"] + arguments)
      #expect(run.exit == .exited(status) && run.standardOutput == "")
      #expect(run.standardError.contains(says), "\(run.standardError)")
    }
  }

  @Test("systemd is told that it is ready, what there is, that it is alive, and that it stops")
  func service() async throws {
    try await RunningSandbox.run { sandbox in
      let manager = try DatagramSocket(path: sandbox.folder.join("notify"))
      let watcher = try Watcher(
        sandbox, environment: ["NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "2000000"])
      try await watcher.process.wait("READY") { manager.receive().contains("READY=1") }
      try await watcher.process.wait("a status") { manager.receive().contains { $0.hasPrefix("STATUS=✖1 ✗1 ◐1 ?1 ") } }
      try await watcher.process.wait("three signs of life") {
        manager.receive().count { $0 == "WATCHDOG=1" } >= 3
      }
      try await watcher.stop()
      #expect(manager.receive().last == "STOPPING=1")
    }
  }

  @Test("It is alive while it waits for an answer", .timeLimit(.minutes(3)))
  func aliveInARequest() async throws {
    try await RunningSandbox.run { sandbox in
      let manager = try DatagramSocket(path: sandbox.folder.join("notify"))
      let watcher = try Watcher(
        sandbox, ["--timeout", "600"], environment: ["NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "2000000"])
      try await watcher.process.wait("READY") { manager.receive().contains("READY=1") }
      await sandbox.server.inject(try Fault("delay=600"))
      try await sandbox.waitForMoreRequests(1)
      let signs = manager.receive().count { $0 == "WATCHDOG=1" }
      try await watcher.process.wait("three signs of life") {
        manager.receive().count { $0 == "WATCHDOG=1" } >= signs + 3
      }
      try await watcher.stop()
    }
  }
}
