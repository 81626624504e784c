import FintoroSandbox
import TestSupport
import Testing

/// One rotate by the built program, of a subscription that was created here before.
struct RotateTrial {
  let program: ProgramTrial
  let id: Int
  private let secretBefore: String

  init(_ name: String, _ server: TrialServer) async throws {
    program = try ProgramTrial(name, server)
    _ = try await program.create()
    let made = try #require(try await server.subscriptions(named: [name]).first, "nothing was there to rotate")
    (id, secretBefore) = (made.id, made.secret)
  }

  func rotate(
    into file: String = "new.secret", fault call: Int? = nil, _ injection: SyscallFault.Injection = .signal(0)
  ) async throws -> ProcessRun {
    let arguments = [
      "rotate", String(id), "--secret-file", program.home.path + "/data/" + file, "--confirm", program.name,
    ]
    guard let call else { return try await program.run(arguments) }
    return try await program.run(arguments, fault: call, injection)
  }

  /// How many rotates arrived.
  func rotations() async -> Int {
    await program.server.server.recordedRequests().count { $0.path == "/webhook-subscriptions/\(id)/rotate-secret" }
  }

  /// Kept while the secret that counts is in a file, told where the person knows that it is not known.
  func ending(told: [ProcessRun]) async throws -> TrialVerdict {
    let secret = try #require(await program.server.server.secret(of: id))
    let words = told.map { $0.standardOutput + $0.standardError }.joined(separator: "\n")
    return Self.ending(secret, of: id, files: program.home.findings([]).files, told: words)
  }

  /// Pure, so that it can be tried itself.
  static func ending(_ secret: String, of id: Int, files: [String: [UInt8]], told: String) -> TrialVerdict {
    if files.values.contains(Array(secret.utf8)) { return .kept }
    let names = told.split { !$0.isNumber }.contains(Substring(String(id)))
    let isTold = names && told.contains(/[Rr]otat(e|ing) again/)
    return isTold || told.contains(secret) ? .told : .lost
  }
}
