import Foundation
import Glibc

/// Tells systemd how the service is (`sd_notify`): datagrams to the socket that it names. Without one nothing is told.
struct ServiceManager: Sendable {
  private let socket: String?
  /// How long it waits for `WATCHDOG` before it restarts the service; nil where it does not.
  let watchdog: Duration?

  init(environment: [String: String]) {
    socket = environment["NOTIFY_SOCKET"].flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil }
    let isOurs = environment["WATCHDOG_PID"].map { $0 == String(getpid()) } ?? true
    let microseconds = environment["WATCHDOG_USEC"].flatMap { Int64($0) }.flatMap { $0 > 0 && isOurs ? $0 : nil }
    watchdog = socket == nil ? nil : microseconds.map { .microseconds($0) }
  }

  func ready() { send("READY=1") }
  func alive() { if watchdog != nil { send("WATCHDOG=1") } }
  func stopping() { send("STOPPING=1") }

  /// - Parameter text: one line.
  func status(_ text: String) { send("STATUS=\(text.filter { !$0.isNewline })") }

  private func send(_ text: String) {
    guard let socket else { return }
    let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // A name that begins with @ is in no folder: its first byte is zero.
    let name = socket.hasPrefix("@") ? [0] + Array(socket.utf8.dropFirst()) : Array(socket.utf8)
    let capacity = MemoryLayout.size(ofValue: address.sun_path)
    guard name.count < capacity else { return }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
    let bytes = Array(text.utf8)
    // A service manager that does not listen is no reason to stop watching.
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT), $0, length)
      }
    }
  }
}
