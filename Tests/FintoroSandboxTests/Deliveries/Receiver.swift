import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A receiver of deliveries on a port of this machine that does what it is told, byte by byte.
final class Receiver: Sendable {
  /// A request as it came over the socket.
  struct Request: Sendable {
    var line: String
    /// Names in lower case.
    var headers: [String: String]
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
  }

  /// What is done with a request.
  enum Behaviour: Sendable {
    /// Sends the bytes, then closes the connection.
    case send(String)
    /// Sends nothing and keeps the connection.
    case hang
    /// Sends the head, and then bytes for as long as somebody takes them.
    case flood(String)

    static func answer(_ status: Int, _ more: String = "") -> Behaviour {
      .send("HTTP/1.1 \(status) Any\r\nContent-Length: 0\r\nConnection: close\r\n\(more)\r\n")
    }
  }

  private let channel: any Channel
  private let record: Record

  var port: Int { channel.localAddress?.port ?? 0 }
  var url: String { "http://127.0.0.1:\(port)/hooks" }
  var requests: [Request] { record.requests.withLock { $0 } }
  /// The most connections that were open at one time.
  var mostConnections: Int { record.connections.withLock { $0.most } }

  /// - Parameter behaviour: of the request of that number, from 0.
  static func start(_ behaviour: @escaping @Sendable (Int) -> Behaviour) async throws -> Receiver {
    let record = Record(behaviour: behaviour)
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelOption(.backlog, value: 4096)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Conversation(record: record))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return Receiver(channel: channel, record: record)
  }

  private init(channel: any Channel, record: Record) {
    self.channel = channel
    self.record = record
  }

  /// The next request that nobody has asked for yet.
  func next() async -> Request? {
    var arrivals = record.arrivals.makeAsyncIterator()
    return await arrivals.next()
  }

  /// Takes no more connections, and closes those that are open.
  func stop() async {
    record.arriving.finish()
    try? await channel.close()
    for open in record.open.withLock({ $0 }) { open.close(promise: nil) }
  }

  private final class Record: Sendable {
    let behaviour: @Sendable (Int) -> Behaviour
    let requests = Mutex<[Request]>([])
    let connections = Mutex<(now: Int, most: Int)>((0, 0))
    let open = Mutex<[any Channel]>([])
    let arrivals: AsyncStream<Request>
    let arriving: AsyncStream<Request>.Continuation

    init(behaviour: @escaping @Sendable (Int) -> Behaviour) {
      self.behaviour = behaviour
      (arrivals, arriving) = AsyncStream.makeStream()
    }

    func arrived(_ request: Request) -> Behaviour {
      let number = requests.withLock { requests in
        requests.append(request)
        return requests.count - 1
      }
      arriving.yield(request)
      return behaviour(number)
    }
  }

  /// One connection, good for one request.
  private final class Conversation: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let record: Record
    private var bytes: [UInt8] = []
    private var isFlooding = false

    init(record: Record) {
      self.record = record
    }

    func channelActive(context: ChannelHandlerContext) {
      let channel = context.channel
      record.open.withLock { $0.append(channel) }
      record.connections.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
    }

    func channelInactive(context: ChannelHandlerContext) {
      record.connections.withLock { $0.now -= 1 }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      bytes += unwrapInboundIn(data).readableBytesView
      guard let request = Request(whole: bytes) else { return }
      bytes = []
      switch record.arrived(request) {
      case .hang: break
      case .send(let text):
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        context.close(promise: nil)
      case .flood(let head):
        isFlooding = true
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: head)), promise: nil)
        flood(context)
      }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) { flood(context) }

    private func flood(_ context: ChannelHandlerContext) {
      while isFlooding, context.channel.isActive, context.channel.isWritable {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(repeating: 120, count: 65_536)), promise: nil)
      }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }
  }
}

extension Receiver.Request {
  /// Nil until the body has come as far as its length says.
  fileprivate init?(whole bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.range(of: "\r\n\r\n") else { return nil }
    let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
    line = lines[0]
    headers = Dictionary(
      lines.dropFirst().map { line in
        let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
        return (parts[0].lowercased(), parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : "")
      }, uniquingKeysWith: { first, _ in first })
    body = Array(text[end.upperBound...].utf8)
    guard body.count == headers["content-length"].flatMap(Int.init) ?? 0 else { return nil }
  }
}
