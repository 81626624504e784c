import Foundation

/// A bare TCP connection: what a server does to its socket is seen as it is.
public enum RawConnection {
  /// Sends the text and reads until the server closes or resets the connection.
  ///
  /// On a thread of its own, because it blocks.
  /// - Parameter hangingUp: whether our side of the connection ends after the text, as when a client dies.
  public static func exchange(_ text: String, port: Int, hangingUp: Bool = false) async throws -> [UInt8] {
    try await onThread {
      let descriptor = try connected(port)
      defer { close(descriptor) }
      try send(text, on: descriptor)
      if hangingUp { shutdown(descriptor, Int32(SHUT_WR)) }
      return try read(descriptor) { _ in false }
    }
  }

  /// The same for a server whose limits are so short that it may close the connection before this process, on a machine
  /// that is busy, has sent anything. Then the request is sent again on another.
  public static func answer(to request: String, port: Int) async throws -> String {
    var seen: [UInt8] = []
    for _ in 0..<50 where seen.isEmpty {
      do {
        seen = try await exchange(request, port: port)
      } catch let failure as SocketFailure where failure.call == "send" {
        continue
      }
    }
    return String(decoding: seen, as: UTF8.self)
  }

  /// Sends a request, reads its answer up to a `}`, sends the rest, and keeps the connection open while the body runs.
  public static func keeping(
    _ request: String, then rest: String, port: Int, _ body: () async throws -> Void
  ) async throws {
    let descriptor = try await onThread {
      let descriptor = try connected(port)
      try send(request, on: descriptor)
      _ = try read(descriptor) { $0.last == UInt8(ascii: "}") }
      // The server may have given it up by now, on a machine that is busy.
      try? send(rest, on: descriptor)
      return descriptor
    }
    defer { close(descriptor) }
    try await body()
  }

  private static func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
  }

  public struct SocketFailure: Error {
    public var call: String
    public var code: Int32
  }

  private static func connected(_ port: Int) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw SocketFailure(call: "socket", code: errno) }
    // The server is to close by itself; a test that waits for it in vain fails after this instead of hanging.
    var timeout = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else {
      let code = errno
      close(descriptor)
      throw SocketFailure(call: "connect", code: code)
    }
    return descriptor
  }

  private static func send(_ text: String, on descriptor: Int32) throws {
    let bytes = Array(text.utf8)
    guard Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
      throw SocketFailure(call: "send", code: errno)
    }
  }

  /// Reads until the server closes or resets the connection, or what came is enough.
  private static func read(_ descriptor: Int32, until isEnough: ([UInt8]) -> Bool) throws -> [UInt8] {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !isEnough(received) {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count == 0 || (count < 0 && errno == ECONNRESET) { return received }
      guard count > 0 else { throw SocketFailure(call: "recv", code: errno) }
      received += buffer[..<count]
    }
    return received
  }
}
