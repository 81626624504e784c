import FintoroSandbox
import TestSupport

/// Runs a test against a sandbox of its own, which is stopped whatever comes of the test.
func withSandbox(
  _ configuration: SandboxConfiguration = SandboxConfiguration(), _ body: (SandboxServer) async throws -> Void
) async throws {
  let server = try await SandboxServer.start(configuration)
  do {
    try await body(server)
  } catch {
    await server.stop()
    throw error
  }
  await server.stop()
}

extension SandboxServer {
  /// The creates that arrived, oldest first.
  func posts() async -> [RecordedRequest] {
    await recordedRequests().filter { $0.method == "POST" }
  }

  /// Waits until a create is here, answered or not.
  func waitForPost() async throws { try await waitForRequests(count: 1) { $0.method == "POST" } }

  func waitForRequests(_ path: String, count: Int) async throws {
    try await waitForRequests(count: count) { $0.path.hasSuffix(path) }
  }

  private func waitForRequests(count: Int, _ isIt: (RecordedRequest) -> Bool) async throws {
    let deadline = ContinuousClock.now + patience
    while await recordedRequests().count(where: isIt) < count {
      guard ContinuousClock.now < deadline else { throw TestFailure("the requests never arrived") }
      // The sandbox tells nobody what arrives.
      try await Task.sleep(for: .milliseconds(10))
    }
  }
}
