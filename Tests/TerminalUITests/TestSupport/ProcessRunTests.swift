import TestSupport
import Testing

@Suite("Running a program in a test")
struct ProcessRunTests {
  private func shell(
    _ script: String, environment: [String: String] = [:], input: String = "", deadline: Duration = patience
  ) async throws -> ProcessRun {
    try await ProcessRun.run(
      "/bin/sh", ["-c", script], environment: environment, input: input, deadline: deadline)
  }

  @Test("What it writes and how it ends is kept apart")
  func streams() async throws {
    let run = try await shell("echo out; echo err >&2; exit 78")
    #expect(run.standardOutput == "out\n")
    #expect(run.standardError == "err\n")
    #expect(run.exit == .exited(78))
    #expect(try await shell("kill -TERM $$").exit == .signaled(15))
  }

  @Test("It reads all of its input while it writes, however much that is")
  func muchInput() async throws {
    let text = String(repeating: "0123456789abcde\n", count: 100_000)
    #expect(try await shell("cat", input: text).standardOutput == text)
    // Nobody reads: no reason to fail or to wait.
    #expect(try await shell("exit 3", input: text).exit == .exited(3))
  }

  @Test("It has nothing of the developer's environment but where programs lie")
  func environment() async throws {
    let names = try await shell("env", environment: ["ADDED": "1"]).standardOutput.split(separator: "\n")
      .compactMap { $0.split(separator: "=").first }
    #expect(Set(names).subtracting(["LANG", "TZ", "PATH", "LD_LIBRARY_PATH", "ADDED", "PWD", "SHLVL", "_"]).isEmpty)
    #expect(names.contains("ADDED"))
  }

  @Test("One that does not end in time is killed, and the failure says what it wrote")
  func deadline() async throws {
    let failure = await #expect(throws: TestFailure.self) {
      _ = try await shell("echo started; exec sleep 1000", deadline: .milliseconds(1_500))
    }
    #expect(failure?.description.contains("did not end in time") == true)
    #expect(failure?.description.contains("started") == true)
  }

  @Test("One that is not there is named")
  func missing() async throws {
    let failure = await #expect(throws: TestFailure.self) { _ = try await ProcessRun.run("/nowhere/program") }
    #expect(failure?.description.hasPrefix("/nowhere/program cannot be started") == true)
  }
}
