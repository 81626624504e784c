import Foundation
import TestSupport

/// A create from the board of the built program, typed as fast as a person cannot.
struct BoardTrial {
  let program: ProgramTrial
  static let url = "https://erp.acme.sk/h"

  init(_ name: String, _ server: TrialServer) throws {
    program = try ProgramTrial(name, server)
    // History is written beside all else, so its calls would come at other numbers in each run.
    let config = program.home.path + "/config/hooktop"
    try FileManager.default.createDirectory(
      atPath: config, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try Data("history = false\n".utf8).write(to: URL(fileURLWithPath: config + "/config.toml"))
  }

  /// - Parameter call: of those on files, at which the program is killed; nil for none.
  func open(killedAt call: Int? = nil) throws -> PseudoTerminal {
    try PseudoTerminal(
      BuiltProduct.path("hooktop"), environment: program.environment(killedAtFileCall: call))
  }

  /// Fills the form in and presses Create, all keys ahead: what is drawn meanwhile may come in pieces.
  func create(on board: PseudoTerminal) async throws {
    try await board.waitForOutput("no webhook subscriptions yet")
    board.send("n")
    try await board.waitForOutput("mode 0600")
    board.send("\(program.name)\terp.acme.sk/h\t\t\ra\r\t\t\r")
  }

  /// Goes on with the draft and presses Create.
  func createFromDraft(on board: PseudoTerminal) async throws {
    try await board.waitForOutput("press n to continue")
    board.send("n\t\t\t\t\t\r")
  }

  func waitForSecret(on board: PseudoTerminal) async throws {
    try await board.waitForOutput("Signing secret of")
  }

  /// Whether the disk has a draft with all that was typed.
  var hasWholeDraft: Bool {
    let files = program.home.everything.filter { $0.hasPrefix("state/hooktop/drafts/") && $0.hasSuffix(".json") }
    return files.compactMap { program.home.bytes($0) }.contains { bytes in
      let file = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any]
      let typed = (file?["new"] as? [String: Any])?["typed"] as? [String: Any]
      return typed?["name"] as? String == program.name && typed?["url"] as? String == Self.url
        && (typed?["events"] as? [String])?.count == 53 && typed?["isActive"] as? Bool == true
    }
  }

  /// Whether the journal has an entry with all that was typed.
  var hasEntry: Bool { program.home.findings([]).entries.contains { $0.name == program.name } }
}
