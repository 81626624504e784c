import ArgumentParser
import Testing

@testable import hooktop

@Suite("The command that a command line names")
struct CalledCommandTests {
  private func path(_ line: String) -> [String] {
    CalledCommand(in: line.split(separator: " ").map(String.init)).path
  }

  @Test("It stands behind every option that may come before it")
  func options() {
    let options = HooktopCommand.helpMessage(columns: 200).matches(of: /\n {2}(--[a-z-]+) </).map {
      String($0.output.1)
    }
    #expect(options.count >= 5)
    for option in options {
      #expect(path("\(option) 801 check --quiet 1d") == ["check"], "\(option)")
      #expect(path("\(option)=801 check") == ["check"], "\(option)")
    }
    #expect(path("--demo check") == ["check"])
  }

  @Test("Commands below commands and other names are followed; values are no commands")
  func nested() {
    #expect(path("gaps --since done ack 801") == ["gaps", "ack"])
    #expect(path("pause 801") == ["disable"])
    #expect(path("show check") == ["show"])
    #expect(path("xyzzy check") == [] && path("") == [])
    #expect(CalledCommand(in: ["gaps"]).subcommands == ["done", "ack", "unack"])
    #expect(CalledCommand(in: ["list"]).subcommands == [])
  }

  @Test("A shell that asks for completions calls nothing")
  func completion() {
    #expect(path("---completion check -- --profile 2 0 hooktop check --profile") == [])
  }
}
