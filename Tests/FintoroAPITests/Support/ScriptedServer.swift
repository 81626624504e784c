import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A TCP server on 127.0.0.1 that answers with the very bytes a test gives it: it knows nothing of HTTP's rules.
///
/// Each connection runs the script on a thread of its own, so that a script may block.
final class ScriptedServer: Sendable {
  let port: Int
  private let listener: Int32
  private let seen = Mutex(Seen())

  private struct Seen {
    var connections = 0
    var requests: [ReceivedRequest] = []
  }

  init(_ script: @escaping @Sendable (ScriptedConnection) -> Void) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    port = try bound(listener)
    guard listen(listener, 16) == 0 else { throw POSIXError(.EADDRINUSE) }
    let listener = listener
    Thread.detachNewThread { [self] in
      while true {
        let accepted = accept(listener, nil, nil)
        guard accepted >= 0 else { return }
        self.seen.withLock { $0.connections += 1 }
        let connection = ScriptedConnection(accepted) { request in self.seen.withLock { $0.requests.append(request) } }
        Thread.detachNewThread {
          script(connection)
          connection.end()
        }
      }
    }
  }

  /// Answers every request of every connection with the same bytes, one connection a request.
  convenience init(answering text: String) throws {
    try self.init { connection in
      guard connection.readRequest() != nil else { return }
      connection.send(text)
    }
  }

  var baseURL: String { "http://127.0.0.1:\(port)/api/public/v1" }
  var connections: Int { seen.withLock { $0.connections } }
  var requests: [ReceivedRequest] { seen.withLock { $0.requests } }
}

/// A request as it came over the wire.
struct ReceivedRequest: Hashable {
  var line: String
  /// By lower-case name.
  var headers: [String: String]
  var body: [UInt8]
}

/// One accepted connection.
final class ScriptedConnection: Sendable {
  private let descriptor: Int32
  private let record: @Sendable (ReceivedRequest) -> Void

  init(_ descriptor: Int32, record: @escaping @Sendable (ReceivedRequest) -> Void) {
    self.descriptor = descriptor
    self.record = record
  }

  /// Waits for a whole request; nil where the other side closed before.
  @discardableResult
  func readRequest() -> ReceivedRequest? {
    var bytes: [UInt8] = []
    while true {
      if let request = Self.request(in: bytes) {
        record(request)
        return request
      }
      var part = [UInt8](repeating: 0, count: 65_536)
      let count = recv(descriptor, &part, part.count, 0)
      guard count > 0 else { return nil }
      bytes += part[..<count]
    }
  }

  /// Waits for the first bytes, whatever they are.
  func readSome() {
    var part = [UInt8](repeating: 0, count: 65_536)
    _ = recv(descriptor, &part, part.count, 0)
  }

  /// Ends what is sent, and takes what still comes: closing at once would throw away what was sent.
  func finishSending() {
    shutdown(descriptor, Int32(SHUT_WR))
    waitForClose()
  }

  /// - Returns: false where the other side is gone.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { sendQuietly(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// Blocks until the other side closes, throwing away what it still sends.
  func waitForClose() {
    var part = [UInt8](repeating: 0, count: 4_096)
    while recv(descriptor, &part, part.count, 0) > 0 {}
  }

  /// Carries bytes to a port of this machine and back until either side ends.
  func tunnel(toPort port: Int) {
    let other = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = loopback(port: port)
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(other, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { return }
    let descriptor = descriptor
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      pump(from: other, to: descriptor)
      done.signal()
    }
    pump(from: descriptor, to: other)
    done.wait()
    close(other)
  }

  func end() {
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
  }

  /// Closes so that the other side sees a reset.
  func reset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
  }

  private static func request(in bytes: [UInt8]) -> ReceivedRequest? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.range(of: "\r\n\r\n") else { return nil }
    var lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
    let line = lines.removeFirst()
    let pairs = lines.map { line in
      let colon = line.firstIndex(of: ":") ?? line.endIndex
      return (line[..<colon].lowercased(), line[colon...].dropFirst().trimmingCharacters(in: .whitespaces))
    }
    let headers = Dictionary(pairs, uniquingKeysWith: { "\($0), \($1)" })
    let body = bytes.dropFirst(text[..<end.upperBound].utf8.count)
    guard body.count >= Int(headers["content-length"] ?? "0") ?? 0 else { return nil }
    return ReceivedRequest(line: line, headers: headers, body: Array(body))
  }
}

/// Without a SIGPIPE where the other side is gone.
private func sendQuietly(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  #if canImport(Glibc)
    Glibc.send(descriptor, bytes, count, Int32(MSG_NOSIGNAL))
  #else
    Darwin.send(descriptor, bytes, count, 0)
  #endif
}

/// A port of 127.0.0.1 that refuses connections: taken, so that nobody else gets it, and never listened on.
func refusingPort() throws -> Int {
  try bound(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
}

/// Binds a socket to a port of its own.
private func bound(_ descriptor: Int32) throws -> Int {
  var address = loopback(port: 0)
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let status = withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(descriptor, $0, length) | getsockname(descriptor, $0, &length)
    }
  }
  guard status == 0 else { throw POSIXError(.EADDRINUSE) }
  return Int(UInt16(bigEndian: address.sin_port))
}

/// 127.0.0.1 with a port, 0 for any.
private func loopback(port: Int) -> sockaddr_in {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = in_port_t(port).bigEndian
  address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
  return address
}

/// Carries bytes one way; when one side ends, the other is told.
private func pump(from source: Int32, to target: Int32) {
  var part = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = recv(source, &part, part.count, 0)
    guard count > 0 else { break }
    var sent = 0
    while sent < count {
      let now = part[sent..<count].withUnsafeBytes { sendQuietly(target, $0.baseAddress, $0.count) }
      guard now > 0 else { break }
      sent += now
    }
  }
  shutdown(target, Int32(SHUT_RDWR))
}
