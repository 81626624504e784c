import FintoroWebhooks
import struct Foundation.Date
import NIOCore
import NIOPosix
import NIOSSL

/// Asks a server for its certificates once more, because the library tells only that they were not accepted.
///
/// The handshake is always broken off; the token is never sent.
enum CertificateProbe {
  /// What is wrong with the certificates; nil where they did not come again.
  static func fault(
    at connection: APIConnection, _ tls: TLSConfiguration, now: Date
  ) async -> Failure.CertificateFault? {
    guard let chain = try? await chain(of: connection, tls), !chain.isEmpty else { return nil }
    let seconds = now.timeIntervalSince1970
    if let expired = chain.first(where: { Double($0.notValidAfter) < seconds }) {
      return .expired(Date(timeIntervalSince1970: Double(expired.notValidAfter)))
    }
    if let early = chain.first(where: { Double($0.notValidBefore) > seconds }) {
      return .notYetValid(Date(timeIntervalSince1970: Double(early.notValidBefore)))
    }
    return .unknownIssuer
  }

  private static func chain(
    of connection: APIConnection, _ tls: TLSConfiguration
  ) async throws -> [NIOSSLCertificate] {
    let context = try NIOSSLContext(configuration: tls)
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let received = loop.makePromise(of: [NIOSSLCertificate].self)
    let (url, proxy) = (connection.baseURL, connection.usedProxy)
    let bootstrap = ClientBootstrap(group: loop).connectTimeout(deadline).channelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        let greeting = try handler(url.host, context, received)
        let pipeline = channel.pipeline.syncOperations
        if let proxy {
          try pipeline.addHandler(TunnelOpener(proxy, to: url, then: greeting))
        } else {
          try pipeline.addHandler(greeting)
        }
        try pipeline.addHandler(EndOfProbe(received))
      }
    }
    let timeout = loop.scheduleTask(in: deadline) { received.fail(ProbeEnded()) }
    let target = proxy.map { ($0.host, $0.port) } ?? (url.host, url.port)
    let channel: any Channel
    do {
      channel = try await bootstrap.connect(host: target.0, port: target.1).get()
    } catch {
      timeout.cancel()
      received.fail(error)
      throw error
    }
    defer {
      timeout.cancel()
      channel.close(promise: nil)
    }
    return try await received.futureResult.get()
  }

  private static let deadline = TimeAmount.seconds(5)

  private static func handler(
    _ host: String, _ context: NIOSSLContext, _ received: EventLoopPromise<[NIOSSLCertificate]>
  ) throws -> NIOSSLClientHandler {
    let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
    let callback: NIOSSLCustomVerificationCallback = { chain, verdict in
      received.succeed(chain)
      verdict.succeed(.failed)
    }
    return try NIOSSLClientHandler(
      context: context, serverHostname: isAddress ? nil : host, customVerificationCallback: callback)
  }
}

private struct ProbeEnded: Error {}

/// Ends the probe where the connection ends before certificates came.
private final class EndOfProbe: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let received: EventLoopPromise<[NIOSSLCertificate]>

  init(_ received: EventLoopPromise<[NIOSSLCertificate]>) {
    self.received = received
  }

  func channelInactive(context: ChannelHandlerContext) { received.fail(ProbeEnded()) }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    received.fail(error)
    context.close(promise: nil)
  }
}

/// Asks a proxy for a tunnel, then takes its own place in the pipeline with the next handler.
private final class TunnelOpener: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let request: String
  private let next: NIOSSLClientHandler
  private var answer: [UInt8] = []
  /// More than any proxy says before a tunnel.
  private static let maxAnswerBytes = 16_384

  init(_ proxy: Proxy, to url: BaseURL, then next: NIOSSLClientHandler) {
    let target = "\(url.host.contains(":") ? "[\(url.host)]" : url.host):\(url.port)"
    let logIn = proxy.credentials.map { "Proxy-Authorization: \($0.basicHeader)\r\n" } ?? ""
    request = "CONNECT \(target) HTTP/1.1\r\nHost: \(target)\r\n\(logIn)\r\n"
    self.next = next
  }

  func channelActive(context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: request)), promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    answer += unwrapInboundIn(data).readableBytesView
    let text = String(decoding: answer, as: UTF8.self)
    guard text.contains("\r\n\r\n") else {
      if answer.count > Self.maxAnswerBytes { context.close(promise: nil) }
      return
    }
    guard text.split(separator: " ").dropFirst().first?.hasPrefix("2") == true else {
      return context.close(promise: nil)
    }
    do {
      try context.pipeline.syncOperations.addHandler(next, position: .after(self))
      context.pipeline.syncOperations.removeHandler(self, promise: nil)
    } catch {
      context.fireErrorCaught(error)
    }
  }
}
