import FintoroSandbox
import Foundation
import Glibc
import TestSupport
import Testing

@Suite("A crash in the middle of drawing", .serialized)
struct CrashTests {
  @Test("It gives the terminal back and ends the program at once, with the signal of the fault")
  func fault() async throws {
    try await withSandbox { server in
      let home = try Home()
      let library = try await copyOfNCurses(in: home)
      let paths = [home.temporary] + [TestEnvironment.variables()["LD_LIBRARY_PATH"]].compactMap(\.self)
      // Looking for functions at their first use would go through the library that is not there any more.
      let loading = ["LD_LIBRARY_PATH": paths.joined(separator: ":"), "LD_BIND_NOW": "1"]
      let environment = home.environment(at: server.baseURL).merging(loading) { $1 }
      let terminal = try PseudoTerminal(hooktop, environment: environment)
      try await terminal.openList()
      terminal.expectTaken()
      let offset = terminal.output.count
      // The library's code is gone from under the program: the next call of it is a fault.
      #expect(truncate(library, 0) == 0)
      terminal.send("j")
      #expect(try await terminal.waitForExit() == .signaled(SIGBUS))
      try await terminal.expectGivenBack(from: offset)
    }
  }

  /// The library that draws, in a place where the program finds it first.
  private func copyOfNCurses(in home: Home) async throws -> String {
    let found = try await ProcessRun.run("ldd", [hooktop]).standardOutput
    let line = try #require(found.firstMatch(of: /(libncursesw\S*) => (\S+)/))
    let copy = home.temporary + "/" + line.1
    try FileManager.default.copyItem(
      at: URL(fileURLWithPath: String(line.2)).resolvingSymlinksInPath(), to: URL(fileURLWithPath: copy))
    return copy
  }
}
