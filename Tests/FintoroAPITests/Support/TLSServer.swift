import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A TLS server on 127.0.0.1 that answers whatever comes with one HTTP answer, and counts the bytes that came.
final class TLSServer: Sendable {
  let port: Int
  private let channel: any Channel
  private let counter: Counter

  final class Counter: Sendable {
    let bytes = Mutex(0)
  }

  /// - Parameters:
  ///   - answer: nil to close the connection instead of answering.
  ///   - asksForCertificate: whether clients need a certificate of the tests' authority.
  init(certificate: String, answer: String?, asksForCertificate: Bool = false) async throws {
    let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8))
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) },
      privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(TestCertificates.key.utf8), format: .pem)))
    if asksForCertificate {
      configuration.certificateVerification = .noHostnameVerification
      configuration.trustRoots = .certificates(
        try NIOSSLCertificate.fromPEMBytes(Array(TestCertificates.authority.utf8)))
    }
    let context = try NIOSSLContext(configuration: configuration)
    let counter = Counter()
    self.counter = counter
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            NIOSSLServerHandler(context: context), OneAnswer(answer, counter),
          ])
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = channel.localAddress?.port ?? 0
  }

  /// What came in the clear, after the handshake.
  var receivedBytes: Int { counter.bytes.withLock { $0 } }
}

private final class OneAnswer: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let answer: String?
  private let counter: TLSServer.Counter

  init(_ answer: String?, _ counter: TLSServer.Counter) {
    self.answer = answer
    self.counter = counter
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let part = unwrapInboundIn(data)
    let isFirst = counter.bytes.withLock { bytes in
      defer { bytes += part.readableBytes }
      return bytes == 0
    }
    guard isFirst else { return }
    guard let answer else { return context.close(promise: nil) }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A handshake that the client refuses is what some tests are about.
    context.close(promise: nil)
  }
}
