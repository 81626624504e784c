import FintoroSandbox
import TestSupport

/// A sandbox of the test's own, and the built program run against it.
struct RunningSandbox {
  let server: SandboxServer
  let folder: TemporaryFolder

  static func run(
    _ configuration: SandboxConfiguration = SandboxConfiguration(), _ body: (RunningSandbox) async throws -> Void
  ) async throws {
    let server = try await SandboxServer.start(configuration)
    do {
      try await body(RunningSandbox(server: server, folder: try TemporaryFolder()))
      await server.stop()
    } catch {
      await server.stop()
      throw error
    }
  }

  var account: [String: String] { ["HOOKTOP_BASE_URL": server.baseURL, "HOOKTOP_TOKEN": SandboxTokens.write] }

  /// With the test's folder as home, so that nothing of the user's own is read.
  func hooktop(
    _ arguments: [String], environment: [String: String]? = nil, input: String = ""
  ) async throws -> ProcessRun {
    try await ProcessRun.run(
      BuiltProduct.path("hooktop"), arguments,
      environment: (environment ?? account).merging(["HOME": folder.path]) { $1 }, input: input)
  }

  /// With a home of its own.
  /// - Parameter fault: what happens at one of its calls on files; nil for nothing.
  func hooktop(_ arguments: [String], in home: TemporaryFolder, under fault: SyscallFault? = nil) async throws
    -> ProcessRun
  {
    try await ProcessRun.run(
      BuiltProduct.path("hooktop"), arguments, environment: environment(in: home, under: fault))
  }

  func environment(in home: TemporaryFolder, under fault: SyscallFault?) -> [String: String] {
    var fault = fault
    fault?.countsFilesOnly = true
    return account.merging(fault?.environment ?? [:]) { $1 }.merging(["HOME": home.path]) { $1 }
  }
}
