import HummingbirdCore
import NIOCore

extension MetricsServer {
  /// What clients may take of the server, so that none keeps it from the others.
  struct Limits: Sendable {
    /// Connections at once: a monitor asks with one or two. More of them wait until one ends.
    var connections = 32
    /// From the beginning of a connection until the head of its first request is complete. Connections that are only held
    /// open must not keep others out.
    var firstHead = TimeAmount.seconds(10)
    /// Until the head of a later request is complete, and from an answer to the next head. Longer than a minute, which
    /// lies between the questions of many monitors.
    var idle = TimeAmount.seconds(120)
    /// Until the client takes bytes of an answer that wait for it.
    var answer = TimeAmount.seconds(60)

    /// For each connection.
    var channel: HTTP1Channel.Configuration {
      HTTP1Channel.Configuration(
        additionalChannelHandlers: [ConnectionDeadlines(self)], idleTimeout: idle,
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 64 << 10, maxHeaderFieldCount: 200))
    }
  }
}

/// Closes a connection on which no request comes, or whose client does not take its answer.
private final class ConnectionDeadlines: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = Any
  typealias OutboundIn = Any
  typealias OutboundOut = Any

  private let limits: MetricsServer.Limits
  private var firstHead: Scheduled<Void>?
  private var answer: Scheduled<Void>?
  /// Parts of answers that the client has not taken.
  private var pending = 0

  init(_ limits: MetricsServer.Limits) {
    self.limits = limits
  }

  func handlerAdded(context: ChannelHandlerContext) { firstHead = closing(context.channel, in: limits.firstHead) }

  func handlerRemoved(context: ChannelHandlerContext) {
    firstHead?.cancel()
    answer?.cancel()
  }

  /// The first part of a request is its head, whole.
  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    firstHead?.cancel()
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let written = promise ?? context.eventLoop.makePromise()
    let channel = context.channel
    pending += 1
    if answer == nil { answer = closing(channel, in: limits.answer) }
    written.futureResult.assumeIsolated().whenComplete { [self] _ in
      pending -= 1
      answer?.cancel()
      answer = pending > 0 ? closing(channel, in: limits.answer) : nil
    }
    context.write(data, promise: written)
  }

  private func closing(_ channel: any Channel, in time: TimeAmount) -> Scheduled<Void> {
    channel.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }
}
