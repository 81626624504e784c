#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension InternetAddress {
  /// Whether it is this machine: 127.0.0.0/8 or ::1, mapped or not.
  package var isLoopback: Bool {
    if bytes.count == 4 { return bytes[0] == 127 }
    let isMapped = bytes[0..<10].allSatisfy { $0 == 0 } && bytes[10...11].allSatisfy { $0 == 0xFF }
    return isMapped ? bytes[12] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
  }

  /// As a socket is told it: `127.0.0.1`, `::1`; no brackets.
  package var text: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = bytes.count == 4 ? AF_INET : AF_INET6
    guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
