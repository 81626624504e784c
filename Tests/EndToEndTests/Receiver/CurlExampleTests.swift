import Foundation
import TestSupport
import Testing

/// The requests on the pages about the sandbox, sent as they stand there, one after the other.
@Suite("The requests on the pages about the sandbox")
struct CurlExampleTests {
  @Test("Each is answered well by the sandbox that the page starts", arguments: ["Receiver.md", "Sandbox.md"])
  func answered(name: String) async throws {
    let page = try Page("Sources/hooktop/hooktop.docc/\(name)")
    let blocks = page.blocks.filter { $0.language == "sh" }
    let commands = blocks.flatMap { ShellLine.commands(of: $0.text) ?? [] }
    let curls = try commands.filter { $0.words.first == "curl" }.map { try Curl($0.words) }
    #expect(curls.count == 3)
    let home = try Home()
    let start = try #require(commands.first { $0.words.starts(with: ["hooktop", "sandbox"]) })
    let sandbox = try PseudoTerminal(hooktop, arguments(of: start, home), environment: home.environment)
    try await sandbox.waitForOutput("/api/public/v1\r\n")
    let line = try #require(sandbox.outputText.split(whereSeparator: \.isNewline).first { $0.contains("/api/public") })
    let origin = "http://127.0.0.1:\(try #require(line.firstMatch(of: /127\.0\.0\.1:(\d+)/)?.output.1))"

    for curl in curls {
      let url = curl.url.replacing("http://127.0.0.1:8080", with: origin)
      let answer = try await request(curl.method, url, curl.body, headers: curl.headers)
      #expect((200..<300).contains(answer.status), "\(curl.method) \(curl.url): \(answer.body)")
    }
    // The table of the sandbox' own operations names each of them.
    for row in page.lines.filter({ $0.hasPrefix("| `") && $0.contains("/_sandbox/") }) {
      let match = try #require(row.firstMatch(of: /`([A-Z]+) (\/_sandbox\/\w+)`/))
      let answer = try await request(String(match.output.1), origin + String(match.output.2))
      #expect(![404, 405].contains(answer.status), "\(row): \(answer.body)")
    }
  }

  /// On any free port, with its file in the test's home.
  private func arguments(of command: ShellLine.Command, _ home: Home) -> [String] {
    var arguments = Array(command.words.dropFirst())
    for (option, value) in [("--port", "0"), ("--state", home.path + "/sandbox.json")] {
      guard let index = arguments.firstIndex(of: option) else { continue }
      arguments[index + 1] = value
    }
    return arguments
  }
}

/// What a command line of curl asks for.
private struct Curl {
  var method = "GET"
  var url = ""
  var body = ""
  var headers: [String: String] = [:]

  init(_ words: [String]) throws {
    var rest = words.dropFirst()
    while let word = rest.popFirst() {
      switch word {
      case "-X": method = rest.popFirst() ?? ""
      case "-d":
        body = rest.popFirst() ?? ""
        method = "POST"
      case "-H":
        let parts = (rest.popFirst() ?? "").split(separator: ":", maxSplits: 1)
        headers[String(parts.first ?? "")] = parts.last.map { String($0.drop { $0 == " " }) }
      default:
        guard word.hasPrefix("http") else { throw TestFailure("\(word) is not known here") }
        url = word
      }
    }
  }
}
