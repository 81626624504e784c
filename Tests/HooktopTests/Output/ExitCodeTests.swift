import FintoroAPI
import FintoroWebhooks
import Foundation
import Testing

@testable import hooktop

@Suite("How the program ends")
struct ExitCodeTests {
  static let paths = Paths(home: "/home/me")

  @Test("The table is the documented one, and the help shows every row")
  func table() {
    #expect(ExitCode.allCases.map(\.rawValue) == [0, 64, 65, 66, 69, 70, 73, 74, 75, 76, 77, 78, 129, 130, 143])
    let help = ParserReport.help
    for code in ExitCode.allCases { #expect(help.contains("\(code.rawValue)  \(code.meaning)")) }
  }

  @Test(
    "A signal ends with 128 and its number",
    arguments: [(1, .hangUp), (2, .interrupted), (15, .terminated)] as [(Int32, ExitCode)])
  func signals(_ number: Int32, _ code: ExitCode) {
    #expect(ExitCode(signal: number) == code)
    #expect(ExitCode(signal: 10) == nil)
  }

  @Test(
    "A failed request has its status",
    arguments: [
      (.unauthenticated, .notAllowed), (.forbidden, .notAllowed), (.notFound, .configuration),
      (.invalid(fields: [:]), .refusedInput), (.idempotencyConflict, .refusedInput), (.rateLimited, .tryAgain),
      (.inWork, .tryAgain),
      (.server, .unreachable), (.unreachable(.refused), .unreachable), (.timedOut(seconds: 3), .unreachable),
      (.connectionLost, .unreachable), (.unreadable(problem: "x"), .internalError), (.unexpectedStatus, .internalError),
    ] as [(Failure.Kind, ExitCode)])
  func failures(_ kind: Failure.Kind, _ code: ExitCode) throws {
    let report = ErrorReport(FailedRequest(failure: Failure(kind), baseURL: .production, zone: .gmt), paths: Self.paths)
    #expect(report?.code == code)
    #expect(report?.text?.isEmpty == false)
  }

  @Test("Problems of the machine have theirs")
  func problems() {
    func code(_ error: any Error) -> ExitCode? { ErrorReport(error, paths: Self.paths)?.code }
    #expect(code(ConfigurationProblem.nothingConfigured) == .configuration)
    #expect(code(SecretFileProblem.exists("/x")) == .secretFile)
    #expect(code(OutputProblem(code: 28)) == .inputOutput)
    #expect(code(LogProblem(sentence: "x")) == .inputOutput)
  }

  @Test("A reader that closed its pipe is not told anything")
  func closedPipe() {
    #expect(ErrorReport(OutputProblem(code: 32), paths: Self.paths)?.text == nil)
  }

  @Test(
    "What the command line does not allow is a usage error, and never half done",
    arguments: [
      ["lst"], ["list", "--timeout", "0"], ["list", "--timeout", "soon"], ["show"], ["show", "0"],
      ["sandbox", "--rate-limit", "0"], ["sandbox", "--scenario", "big"], ["sandbox", "--fault", "nonsense"],
      ["sandbox", "--port", "x"], ["--nothing"], ["--demo", "list"], ["list", "--demo"],
      ["sandbox", "--port", "65536"],
    ])
  func usage(_ arguments: [String]) async throws {
    let error = await #expect(throws: (any Error).self) { try await Hooktop.command(arguments) }
    let thrown = try #require(error)
    #expect((ErrorReport(thrown, paths: Self.paths)?.code ?? ParserReport(thrown).code) == .usage)
  }

  @Test(
    "A wrong command line is told by what is wrong with it",
    arguments: [
      (["lst"], "There is no command “lst”. Did you mean list?"),
      (["--profile", "acme", "shwo", "801"], "There is no command “shwo”. Did you mean show?"),
      (["xyzzy"], "There is no command “xyzzy”. `hooktop --help` lists them."),
      (["disable", "-5"], "An id is a whole number from 1 on, not -5."),
      (["list", "--foo"], "Unknown option '--foo'.\n"), (["list", "--jsom"], "Did you mean '--json'?"),
      (["list", "801"], "`hooktop list` does not take the argument “801”."),
      (["list", "list"], "`hooktop list` does not take the argument “list”."),
      (["gaps", "done", "803", "a", "b"], "`hooktop gaps done` does not take the arguments “a”, “b”."),
      (["gaps", "don", "803"], "There is no command “gaps don”. Did you mean gaps done?"),
      (["ledger", "xyzzy"], "There is no command “ledger xyzzy”. `hooktop ledger --help` lists them."),
    ])
  func wrongCommandLine(arguments: [String], sentence: String) async throws {
    let error = await #expect(throws: (any Error).self) { _ = try await Hooktop.command(arguments) }
    let report = ParserReport(try #require(error), arguments: arguments)
    #expect(report.code == .usage)
    #expect((report.text + "\n").contains(sentence), "\(report.text)")
  }

  @Test("What stands behind --exec is the command's, whatever it is called")
  func exec() async throws {
    let words = ["/bin/tell", "--profile", "x", "--timeout", "0", "--at", "now", "--demo", "--help", "--exec"]
    let watch = try #require(
      try await Hooktop.command(["watch", "--interval", "9s", "--exec"] + words) as? WatchCommand)
    #expect(watch.exec == words && watch.interval == "9s" && watch.connection.profiles == [])
  }

  @Test("Options of the connection may stand before and behind the subcommand")
  func options() async throws {
    for arguments in [["--profile", "x", "list"], ["list", "--profile", "x"]] {
      let command = try #require(try await Hooktop.command(arguments) as? ListCommand)
      #expect(command.connection.profile == "x")
    }
  }
}
