import NIOCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Makes closing a connection a reset: what a client meets where nobody listens any more.
enum ConnectionReset {
  static func prepare(_ channel: any Channel) async throws {
    guard let options = channel as? any SocketOptionProvider else { return }
    try await options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
  }
}
