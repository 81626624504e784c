import Glibc

/// A TCP socket on 127.0.0.1 with blocking calls, kept from programs that tests start, closed at the latest with the value.
final class LoopbackSocket: Sendable {
  let descriptor: Int32

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { Glibc.close(descriptor) }

  /// Listens on a port of its own.
  static func listening() throws -> (socket: LoopbackSocket, port: Int) {
    let socket = try make()
    var address = address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket.descriptor, $0, length) | getsockname(socket.descriptor, $0, &length)
      }
    }
    guard status == 0, listen(socket.descriptor, 64) == 0 else { throw failure("no port can be listened on") }
    return (socket, Int(UInt16(bigEndian: address.sin_port)))
  }

  static func connected(to port: Int) throws -> LoopbackSocket {
    let socket = try make()
    var address = address(port: port)
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket.descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw failure("port \(port) cannot be reached") }
    return socket
  }

  /// The next connection; nil once `wake` was called.
  func accepted() -> LoopbackSocket? {
    while true {
      let accepted = accept(descriptor, nil, nil)
      if accepted >= 0 {
        keepFromPrograms([accepted])
        return LoopbackSocket(accepted)
      }
      if errno != EINTR, errno != ECONNABORTED { return nil }
    }
  }

  /// What is there, after waiting for something; empty at the end, however the other side ended.
  func received() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &bytes, bytes.count, 0)
      if count < 0, errno == EINTR { continue }
      return Array(bytes.prefix(max(0, count)))
    }
  }

  /// - Returns: false where the other side is gone.
  func send(_ bytes: some Sequence<UInt8>) -> Bool {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Ends every call that waits on the socket, now and later.
  func wake() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Lets the other side see a reset when this one is closed.
  func resetAtClose() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
  }

  private static func make() throws -> LoopbackSocket {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { throw failure("no socket can be made") }
    return LoopbackSocket(descriptor)
  }

  private static func failure(_ what: String) -> TestFailure { TestFailure("\(what): error \(errno)") }

  private static func address(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    return address
  }
}
