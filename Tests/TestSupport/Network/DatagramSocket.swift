import Glibc
import Synchronization

/// A socket on the disk that takes datagrams, as systemd has one for its services.
public final class DatagramSocket: Sendable {
  public let path: String
  private let descriptor: Int32
  private let received = Mutex<[String]>([])

  public init(path: String) throws {
    self.path = path
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = Array(path.utf8)
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { throw TestFailure("\(path) is too long") }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let descriptor = descriptor
    let isBound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    guard isBound else { throw TestFailure("\(path): \(String(cString: strerror(errno)))") }
  }

  deinit { close(descriptor) }

  /// All that has come so far. Waits for nothing.
  public func receive() -> [String] {
    received.withLock { received in
      var buffer = [UInt8](repeating: 0, count: 4_096)
      while true {
        let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        guard count >= 0 else { return received }
        received.append(String(decoding: buffer.prefix(count), as: UTF8.self))
      }
    }
  }
}
