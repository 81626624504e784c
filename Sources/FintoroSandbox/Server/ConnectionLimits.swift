import Hummingbird
import HummingbirdCore
import NIOCore
import NIOPosix

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What clients may take of the server, so that none keeps it from the others.
struct ConnectionLimits: Sendable {
  /// Connections at once. More of them wait until one ends.
  var connections = Self.defaultConnections
  /// From the beginning of a connection until the head of its first request is complete. Connections that are only held
  /// open must not keep others out.
  var firstHead = TimeAmount.seconds(10)
  /// Until the head of a later request is complete, and from an answer to the next head. Longer than a minute, for which
  /// clients keep connections open themselves.
  var idle = TimeAmount.seconds(120)
  /// Until the body of a request is complete.
  var body = TimeAmount.seconds(60)
  /// Until the client takes bytes of an answer that wait for it.
  var answer = TimeAmount.seconds(60)

  /// At most 512, and so many fewer that there are descriptors left for deliveries and files.
  private static var defaultConnections: Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 512 }
    return max(8, min(512, Int(clamping: limit.rlim_cur) / 2))
  }

  /// For each connection.
  var channel: HTTP1Channel.Configuration {
    HTTP1Channel.Configuration(
      additionalChannelHandlers: [FirstHeadDeadline(firstHead), AnswerDeadline(answer)], idleTimeout: idle,
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 64 << 10, maxHeaderFieldCount: 200))
  }
}

/// Closes a connection on which no request comes.
final class FirstHeadDeadline: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = Any

  private let limit: TimeAmount
  private var deadline: Scheduled<Void>?

  init(_ limit: TimeAmount) {
    self.limit = limit
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let channel = context.channel
    deadline = channel.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
  }

  func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

  /// The first part of a request is its head, whole.
  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    deadline?.cancel()
    context.fireChannelRead(data)
  }
}

/// Closes a connection whose client does not take its answer.
final class AnswerDeadline: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = Any

  private let limit: TimeAmount
  private var pending = 0
  private var deadline: Scheduled<Void>?

  init(_ limit: TimeAmount) {
    self.limit = limit
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let written = promise ?? context.eventLoop.makePromise()
    pending += 1
    if deadline == nil { start(context.channel) }
    let channel = context.channel
    written.futureResult.assumeIsolated().whenComplete { [self] _ in
      pending -= 1
      deadline?.cancel()
      deadline = nil
      if pending > 0 { start(channel) }
    }
    context.write(data, promise: written)
  }

  private func start(_ channel: any Channel) {
    deadline = channel.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
  }
}

/// Stops accepting connections for a moment where the system has no descriptor for one.
///
/// NIO waits as well before it accepts again, but it keeps asking whether a connection is there. One is, so the thread
/// would spin.
final class AcceptPause: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = Channel

  private let length: TimeAmount

  init(_ length: TimeAmount = .milliseconds(500)) {
    self.length = length
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if let error = error as? IOError, [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(error.errnoCode) {
      let channel = context.channel
      channel.setOption(.autoRead, value: false).whenFailure { _ in }
      channel.eventLoop.scheduleTask(in: length) { channel.setOption(.autoRead, value: true).whenFailure { _ in } }
    }
    context.fireErrorCaught(error)
  }
}
