#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A literal IP address in a host, in every notation that a resolver accepts (`127.1` and `0x7f000001` too).
package struct InternetAddress: Hashable, Sendable {
  /// 4 or 16 bytes.
  let bytes: [UInt8]

  package init?(literal host: String) {
    if let bytes = Self.version6(host) ?? Self.version4(host) {
      self.bytes = bytes
    } else {
      return nil
    }
  }

  /// Whether packets to it can leave for the public Internet: everything that IANA reserves is not.
  package var isPublic: Bool {
    bytes.count == 4 ? Self.isPublic4(bytes) : isPublic6
  }

  /// IANA's special-purpose registry for IPv6; mapped and 6to4 addresses are as public as the IPv4 address in them.
  private var isPublic6: Bool {
    let words = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
    if words[0..<5].allSatisfy({ $0 == 0 }), words[5] == 0xFFFF { return Self.isPublic4(Array(bytes[12...])) }
    if words[0] == 0x64, words[1] == 0xFF9B { return false }
    if words[0] == 0x2001, words[1] == 0x0DB8 || words[1] < 0x200 { return false }
    if words[0] == 0x3FFF, words[1] < 0x1000 { return false }
    if words[0] == 0x2002 { return Self.isPublic4(Array(bytes[2..<6])) }
    return words[0] & 0xE000 == 0x2000
  }

  private static func isPublic4(_ bytes: [UInt8]) -> Bool {
    let reserved = reservedRanges.contains { network, prefix in
      let address = bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      return prefix == 0 || (address ^ network) >> (32 - prefix) == 0
    }
    return !reserved
  }

  /// IANA's special-purpose registry for IPv4, with multicast and class E.
  private static let reservedRanges: [(network: UInt32, prefix: UInt32)] = [
    (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16), (0xAC10_0000, 12),
    (0xC000_0000, 24), (0xC000_0200, 24), (0xC058_6300, 24), (0xC0A8_0000, 16), (0xC612_0000, 15),
    (0xC633_6400, 24), (0xCB00_7100, 24), (0xE000_0000, 4), (0xF000_0000, 4),
  ]

  private static func version4(_ host: String) -> [UInt8]? {
    // `inet_aton` alone would also take text behind a blank.
    guard host.utf8.allSatisfy({ $0 > 0x20 }) else { return nil }
    var address = in_addr()
    guard inet_aton(host, &address) != 0 else { return nil }
    return withUnsafeBytes(of: address.s_addr) { Array($0) }
  }

  private static func version6(_ host: String) -> [UInt8]? {
    var text = host
    if text.hasPrefix("["), text.hasSuffix("]") { text = String(text.dropFirst().dropLast()) }
    guard text.contains(":") else { return nil }
    text = String(text.prefix { $0 != "%" })
    var address = in6_addr()
    guard inet_pton(AF_INET6, text, &address) == 1 else { return nil }
    return withUnsafeBytes(of: address) { Array($0) }
  }
}

extension InternetAddress {
  /// Whether it is this machine: 127.0.0.0/8 or ::1, mapped or not.
  package var isLoopback: Bool {
    if bytes.count == 4 { return bytes[0] == 127 }
    let isMapped = bytes[0..<10].allSatisfy { $0 == 0 } && bytes[10...11].allSatisfy { $0 == 0xFF }
    return isMapped ? bytes[12] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
  }

  /// Whether its first `prefix` bits are those of the network; never with an address of the other version.
  package func isIn(network: InternetAddress, prefix: Int) -> Bool {
    guard bytes.count == network.bytes.count, (0...bytes.count * 8).contains(prefix) else { return false }
    return bytes.indices.allSatisfy { index in
      let bits = min(8, max(0, prefix - index * 8))
      return (bytes[index] ^ network.bytes[index]) & ~UInt8(truncatingIfNeeded: 0xFF >> bits) == 0
    }
  }

  /// As a socket is told it: `127.0.0.1`, `::1`; no brackets.
  package var text: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = bytes.count == 4 ? AF_INET : AF_INET6
    guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
