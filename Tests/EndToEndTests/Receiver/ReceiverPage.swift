import Foundation
import Glibc
import TestSupport

/// The receiver of docs/receiver.md, run exactly as it stands there.
struct ReceiverPage {
  let port: Int
  private let terminal: PseudoTerminal

  var url: String { "http://127.0.0.1:\(port)/" }
  /// What it has printed.
  var output: String { terminal.outputText }

  init(secret: String, port: Int, home: Home) throws {
    self.port = port
    let file = home.path + "/receiver.py"
    try home.write(Self.text(), to: file)
    terminal = try PseudoTerminal(
      "python3", [file], environment: ["WEBHOOK_SECRET": secret, "PORT": String(port)])
  }

  /// Waits until it has printed that.
  func waitForOutput(_ text: String) async throws { try await terminal.waitForOutput(text) }

  /// The one block of Python on the page.
  static func text() throws -> String {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../docs/receiver.md").standardized
    let parts = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```python\n")
    guard parts.count == 2, let end = parts[1].range(of: "```") else {
      throw TestFailure("docs/receiver.md should have one block of Python")
    }
    return String(parts[1][..<end.lowerBound])
  }

  /// A port that nobody listens on.
  static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw TestFailure("no port is free") }
    return Int(UInt16(bigEndian: address.sin_port))
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
