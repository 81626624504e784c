import Hummingbird
import NIOCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Sends the first bytes of an answer to the socket, head included, then closes the connection.
///
/// It is the handler next to the socket, behind all that encode.
final class ResponseCut: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private static let name = "response cut"
  private var remaining: Int
  private var isClosed = false

  private init(bytes: Int) {
    remaining = bytes
  }

  /// - Returns: the answer. Where it is shorter than the cut it removes the handler, so that the next answer is whole.
  static func cutting(_ response: Response, on channel: any Channel, bytes: Int) async throws -> Response {
    await remove(from: channel)
    try await channel.eventLoop.submit {
      try channel.pipeline.syncOperations.addHandler(ResponseCut(bytes: bytes), name: name, position: .first)
    }.get()
    var response = response
    response.body = ResponseBody(contentLength: response.body.contentLength) { [body = response.body] writer in
      try await body.write(writer)
      await remove(from: channel)
    }
    return response
  }

  private static func remove(from channel: any Channel) async {
    try? await channel.pipeline.removeHandler(name: name).get()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    var buffer = unwrapOutboundIn(data)
    guard !isClosed else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    guard buffer.readableBytes > remaining else {
      remaining -= buffer.readableBytes
      context.write(data, promise: promise)
      return
    }
    isClosed = true
    let allowed = buffer.readSlice(length: remaining) ?? ByteBuffer()
    let closing = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(allowed)).whenComplete { _ in closing.value.close(promise: nil) }
    promise?.fail(ChannelError.ioOnClosedChannel)
  }
}

/// Makes closing a connection a reset: what a client meets where nobody listens any more.
enum ConnectionReset {
  static func prepare(_ channel: any Channel) async throws {
    guard let options = channel as? any SocketOptionProvider else { return }
    try await options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
  }
}
