import Glibc

/// One client's connection through a `CuttingProxy`, with its own to the server.
final class ProxyConnection: Sendable {
  private let client: LoopbackSocket
  private let server: LoopbackSocket
  private let log: PostLog

  init(client: LoopbackSocket, server: LoopbackSocket, log: PostLog) {
    self.client = client
    self.server = server
    self.log = log
  }

  /// Wherever it stands.
  func end() {
    client.wake()
    server.wake()
  }

  /// Carries until either side ends or a fault ends both.
  func run() {
    var post: ProxiedPost?
    var isBetweenExchanges = true
    carrying: while true {
      switch readable() {
      case .client:
        let bytes = client.received()
        if bytes.isEmpty { break carrying }
        if isBetweenExchanges {
          isBetweenExchanges = false
          post = bytes.starts(with: Array("POST ".utf8)) ? ProxiedPost(log) : nil
        }
        guard forward(bytes, of: &post) else { break carrying }
      case .server:
        let bytes = server.received()
        if bytes.isEmpty { break carrying }
        isBetweenExchanges = true
        guard restore(bytes, to: &post) else { break carrying }
      case .neither: break carrying
      }
    }
    server.wake()
    // Telling a client that it is to see a reset of the end would be the other ending.
    if post?.carried.isReset != true { client.wake() }
  }

  /// - Returns: whether the connection goes on.
  private func forward(_ bytes: [UInt8], of post: inout ProxiedPost?) -> Bool {
    switch post?.fault {
    case .cutRequest(let most, let ending):
      let isOver = (post?.carried.request ?? 0) + bytes.count >= most
      let part = bytes.prefix(most - (post?.carried.request ?? 0))
      post?.note { $0.request += part.count }
      guard server.send(part) else { return false }
      if isOver { spoil(&post, ending) }
      return !isOver
    case .answerInstead(let answer):
      post?.withheld += bytes
      guard post?.isWhole ?? false else { return true }
      spoil(&post, .close)
      _ = client.send(answer)
      return false
    case .cutAnswer, .replaceAnswer, nil:
      post?.note { $0.request += bytes.count }
      return server.send(bytes)
    }
  }

  private func restore(_ bytes: [UInt8], to post: inout ProxiedPost?) -> Bool {
    switch post?.fault {
    case .cutAnswer(let most, let ending):
      let isOver = (post?.carried.answer ?? 0) + bytes.count >= most
      let part = bytes.prefix(most - (post?.carried.answer ?? 0))
      post?.note { $0.answer += part.count }
      guard client.send(part) else { return false }
      if isOver { spoil(&post, ending) }
      return !isOver
    case .replaceAnswer(let answer):
      spoil(&post, .close)
      _ = client.send(answer)
      return false
    case .cutRequest, .answerInstead, nil:
      post?.note { $0.answer += bytes.count }
      return client.send(bytes)
    }
  }

  private func spoil(_ post: inout ProxiedPost?, _ ending: NetworkFault.Disconnect) {
    if ending == .reset { client.resetAtClose() }
    post?.note {
      $0.isSpoilt = true
      $0.isReset = ending == .reset
    }
  }

  private enum Side { case client, server, neither }

  private func readable() -> Side {
    var both = [client, server].map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    while poll(&both, 2, -1) < 0 {
      guard errno == EINTR else { return .neither }
    }
    return both[0].revents != 0 ? .client : both[1].revents != 0 ? .server : .neither
  }
}
