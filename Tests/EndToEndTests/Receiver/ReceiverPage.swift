import Foundation
import TestSupport

/// The receiver of Receiver.md, run exactly as it stands there.
struct ReceiverPage {
  let port: HeldPort
  private let terminal: PseudoTerminal
  /// Kept as long as the program may read its file.
  private let home: Home

  var url: String { "http://127.0.0.1:\(port.number)/" }
  /// What it has printed.
  var output: String { terminal.outputText }

  init(secret: String, port: HeldPort, home: Home) throws {
    self.port = port
    self.home = home
    let file = home.path + "/receiver.py"
    try home.write(Self.text(), to: file)
    terminal = try PseudoTerminal(
      "python3", [file], environment: ["WEBHOOK_SECRET": secret, "PORT": String(port.number)])
  }

  /// Waits until it has printed that.
  func waitForOutput(_ text: String) async throws { try await terminal.waitForOutput(text) }

  /// The one block of Python on the page.
  static func text() throws -> String {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Sources/hooktop/hooktop.docc/Receiver.md").standardized
    let parts = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```python\n")
    guard parts.count == 2, let end = parts[1].range(of: "```") else {
      throw TestFailure("Receiver.md should have one block of Python")
    }
    return String(parts[1][..<end.lowerBound])
  }
}

/// An HTTP request, made with Python as the page's reader has it.
func request(
  _ method: String, _ url: String, _ body: String = "", headers: [String: String] = [:]
) async throws -> (status: Int, body: String) {
  let script = """
    import sys, time, urllib.error, urllib.request
    method, url, body, *headers = sys.argv[1:]
    request = urllib.request.Request(url, body.encode() or None, dict(h.split(": ", 1) for h in headers), method=method)
    while True:
        try:
            answer = urllib.request.urlopen(request)
        except urllib.error.HTTPError as error:
            answer = error
        except urllib.error.URLError as error:
            # A receiver that was started just now may not listen yet.
            if not isinstance(error.reason, ConnectionRefusedError): raise
            time.sleep(0.02)
            continue
        print(answer.status)
        sys.stdout.write(answer.read().decode())
        break
    """
  let run = try await ProcessRun.run(
    "python3", ["-c", script, method, url, body] + headers.map { "\($0.key): \($0.value)" })
  let lines = run.standardOutput.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
  guard let status = lines.first.flatMap({ Int($0) }) else {
    throw TestFailure("\(method) \(url) was not answered: \(run.standardError)")
  }
  return (status, lines.count > 1 ? String(lines[1]) : "")
}
