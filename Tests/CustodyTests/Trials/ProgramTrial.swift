import FintoroSandbox
import Foundation
import Glibc
import TestSupport

/// One create by the built program, with a home and a name of its own.
struct ProgramTrial {
  let name: String
  let server: TrialServer
  let home: TrialHome
  /// Outside the home, which is judged.
  private let record: String

  init(_ name: String, _ server: TrialServer) throws {
    self.name = name
    self.server = server
    home = try TrialHome()
    record = home.path + "/state/calls.log"
    try home.makeFolder("state")
  }

  /// Another create in the same home.
  init(name: String, _ other: ProgramTrial) {
    (self.name, server, home, record) = (name, other.server, other.home, other.record)
  }

  /// Without any wait for a second try: what is not settled at once stays pending.
  func createArguments(into file: String? = nil) -> [String] {
    [
      "create", "--url", "https://erp.acme.sk/h", "--event", "invoices.paid", "--name", name,
      "--secret-file", file ?? home.secretFile, "--wait", "0",
    ]
  }

  func create() async throws -> ProcessRun { try await run(createArguments()) }

  /// - Parameter most: how many bytes a write takes at the most; nil for all.
  func create(fault call: Int, _ injection: SyscallFault.Injection, most: Int? = nil) async throws -> ProcessRun {
    var fault = SyscallFault.at(call, injection, record: record)
    fault.maxWriteSize = most
    return try await run(createArguments(), fault)
  }

  /// Writes take a few bytes at a time.
  func run(_ arguments: [String], most: Int) async throws -> ProcessRun {
    var fault = SyscallFault.none(record: record)
    fault.maxWriteSize = most
    return try await run(arguments, fault)
  }

  /// On a disk that cannot do all that others can.
  func run(_ arguments: [String], folderSync: Int32? = nil, locks: Int32? = nil) async throws -> ProcessRun {
    var fault = SyscallFault.none(record: record)
    (fault.folderSyncError, fault.lockError) = (folderSync, locks)
    return try await run(arguments, fault)
  }

  /// As somebody does who starts hooktop again.
  func resume() async throws -> ProcessRun { try await run(["pending", "--resume", "--wait", "0"]) }

  func run(_ arguments: [String], fault call: Int, _ injection: SyscallFault.Injection) async throws -> ProcessRun {
    try await run(arguments, .at(call, injection, record: record))
  }

  /// For a program that is killed at a call on a file, or at none.
  func environment(killedAtFileCall call: Int?) -> [String: String] {
    let own = home.environment(at: server.server.baseURL)
    guard let call else { return own }
    var fault = SyscallFault.at(call, .signal(SIGKILL), record: record)
    fault.countsFilesOnly = true
    return own.merging(fault.environment) { $1 }
  }

  func run(_ arguments: [String], _ fault: SyscallFault? = nil) async throws -> ProcessRun {
    let environment = home.environment(at: server.server.baseURL).merging(fault?.environment ?? [:]) { $1 }
    return try await ProcessRun.run(BuiltProduct.path("hooktop"), arguments, environment: environment)
  }

  /// The calls of the last program that got the fault.
  var calls: [TracedCall] { TracedCall.all(in: String(decoding: home.bytes("state/calls.log") ?? [], as: UTF8.self)) }
  var chosenCall: TracedCall? { calls.first(where: \.isChosen) }

  /// How many POSTs of this name arrived.
  func posts() async -> Int {
    await server.server.recordedRequests().count { request in
      request.method == "POST" && String(decoding: request.body, as: UTF8.self).contains("\"\(name)\"")
    }
  }

  /// - Parameter own: files that do not count.
  func ending(told: [ProcessRun], own: Set<String> = []) async throws -> TrialVerdict {
    let words = told.map { $0.standardOutput + $0.standardError }.joined(separator: "\n")
    let subscriptions = try await server.subscriptions(named: [name])
    return Judge(findings: home.findings(subscriptions, told: words, own: own)).ending(of: name)
  }
}
