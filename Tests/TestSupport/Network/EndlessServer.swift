import Foundation
import Synchronization

/// Answers every request on a port of 127.0.0.1 with a JSON array that never ends.
public final class EndlessServer: Sendable {
  public let port: Int
  private let socket: LoopbackSocket
  private let longest = Mutex(0)

  /// The most bytes of one answer that a client took.
  public var longestAnswer: Int { longest.withLock { $0 } }

  public init() throws {
    (socket, port) = try LoopbackSocket.listening()
    let acceptor = Thread { [weak self, socket] in
      while let connection = socket.accepted() {
        let answering = Thread { [weak self] in self?.answer(connection) }
        answering.name = "endless answer"
        answering.start()
      }
    }
    acceptor.name = "endless server"
    acceptor.start()
  }

  deinit { socket.wake() }

  private func answer(_ connection: LoopbackSocket) {
    _ = connection.received()
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    guard connection.send((head + "1\r\n[\r\n").utf8) else { return }
    let chunk = Array(("10000\r\n" + String(repeating: "0,", count: 32_768) + "\r\n").utf8)
    var sent = 0
    while connection.send(chunk) {
      sent += 65_536
      longest.withLock { $0 = max($0, sent) }
    }
  }
}
