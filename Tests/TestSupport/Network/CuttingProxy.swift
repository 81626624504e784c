import Foundation
import Synchronization

/// A TCP proxy on 127.0.0.1 that carries every byte both ways, but for the POSTs that it was told to spoil.
///
/// It works on bytes: of HTTP it knows only that a request begins where the last answer ended, and how `POST` is spelt.
public final class CuttingProxy: Sendable {
  public let port: Int
  private let listener: LoopbackSocket
  private let target: Int
  private let log = PostLog()
  private let live = Mutex<[ObjectIdentifier: ProxyConnection]>([:])

  /// - Parameter port: of the server on 127.0.0.1 to carry to.
  public init(to port: Int) throws {
    (listener, self.port) = try LoopbackSocket.listening()
    target = port
    let listener = listener
    let thread = Thread { [weak self] in
      while let client = listener.accepted() { self?.carry(client) }
    }
    thread.name = "cutting proxy"
    thread.start()
  }

  deinit { listener.wake() }

  /// What is to befall the next POSTs, one each, in place of what was planned before; those behind them pass.
  public func plan(_ mishaps: NetworkFault...) { plan(mishaps) }

  public func plan(_ mishaps: [NetworkFault]) { log.plan(mishaps) }

  /// The POSTs that came, oldest first.
  public var posts: [CarriedPost] { log.posts }

  /// Ends all connections and takes no more.
  public func stop() {
    listener.wake()
    for carriage in live.withLock({ Array($0.values) }) { carriage.end() }
  }

  private func carry(_ client: LoopbackSocket) {
    // Where nobody listens any more the client finds its connection closed.
    guard let server = try? LoopbackSocket.connected(to: target) else { return }
    let carriage = ProxyConnection(client: client, server: server, log: log)
    live.withLock { $0[ObjectIdentifier(carriage)] = carriage }
    let thread = Thread { [weak self] in
      carriage.run()
      self?.live.withLock { $0[ObjectIdentifier(carriage)] = nil }
    }
    thread.name = "cutting proxy's connection"
    thread.start()
  }
}
