import FintoroWebhooks
import Testing

@Suite("Addresses in endpoint URLs")
struct EndpointAddressTests {
  @Test(
    "A public address is accepted up to the border of every reserved range",
    arguments: [
      "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
      "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "191.255.255.255", "192.0.1.0", "192.0.3.0",
      "192.88.98.255", "192.88.100.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
      "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0", "223.255.255.255", "8.8.8.8",
      // The same address, 8.8.8.8, in other notations.
      "134744072", "0x08080808", "0x8.8.0x8.8", "010.8.8.8", "8.526344", "8.8.2056", "８.８.８.８",
      "[2001:200::1]", "[2606:4700:4700::1111]", "[2a00:1450:4014:80c::200e]", "[2003::1]", "[3ffe:ffff::1]",
      "[3fff:1000::1]", "[::ffff:8.8.8.8]", "[::ffff:808:808]", "[2002:808:808::1]", "[2001:db7:ffff::1]",
      "[2001:db9::1]", "[2001:DB9::A]",
    ])
  func publicAddresses(_ host: String) {
    #expect(EndpointRules.violations(of: "https://\(host)/in") == [])
  }

  @Test(
    "IPv4 addresses that are private, loopback, link-local or reserved are refused, both ends of each range",
    arguments: [
      "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.0",
      "127.0.0.1", "127.255.255.255", "169.254.0.0", "169.254.169.254", "169.254.255.255", "172.16.0.0",
      "172.31.255.255", "192.0.0.0", "192.0.0.255", "192.0.2.0", "192.0.2.255", "192.88.99.1", "192.168.0.0",
      "192.168.255.255", "198.18.0.0", "198.19.255.255", "198.51.100.0", "198.51.100.255", "203.0.113.0",
      "203.0.113.255", "224.0.0.0", "239.255.255.255", "240.0.0.0", "255.255.255.255",
    ])
  func reserved4(_ host: String) { expectRefused(host) }

  @Test(
    "IPv4 addresses are recognised in every notation that a resolver takes",
    arguments: [
      "2130706433", "0x7f000001", "0X7F000001", "017700000001", "0177.0.0.1", "0x7f.0.0.1", "0x7f.1", "127.1",
      "127.0.1", "127.0.0.1.", "10.1", "0xa.0.0.1", "192.168.257", "3232235777", "0", "0x0", "１２７.0.0.1",
      "127。0。0。1", "127%2e0%2e0%2e1", "%31%32%37.0.0.1", "①②⑦.0.0.1",
    ])
  func notations(_ host: String) { expectRefused(host) }

  @Test(
    "Digits that are no address are no public name either",
    arguments: [
      "256.256.256.256", "1.2.3.4.5", "4294967296", "08.8.8.8", "8.8.8.08", "0x100000000", "1.2.3.256", "example.1",
      "example.0x1", "1..2", "99999999999999999999", "0x", "a.0x",
    ])
  func brokenNumbers(_ host: String) {
    #expect(!EndpointRules.violations(of: "https://\(host)/in").isEmpty)
  }

  @Test(
    "IPv6 addresses that are not global unicast are refused, IPv4 inside them assessed as itself",
    arguments: [
      "::", "::1", "0:0:0:0:0:0:0:1", "::0001", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:7f00:1",
      "::FFFF:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::10.0.0.1", "64:ff9b::8.8.8.8", "64:ff9b:1::1", "100::1",
      "2001::1", "2001:0:4136:e378::1", "2001:2::1", "2001:10::1", "2001:1ff:ffff::1", "2001:db8::1",
      "2001:db8:ffff:ffff::1", "2002:7f00:1::1", "2002:a00:1::1", "2002:c0a8:101::1", "3fff::1", "3fff:fff::1",
      "4000::1", "5f00::1", "fc00::1", "fd12:3456:789a::1", "fdff::1", "fe80::1", "fe80::1%25eth0", "febf::1",
      "fec0::1", "ff02::1", "ff0e::1", "FF02::1",
    ])
  func reserved6(_ address: String) { expectRefused("[\(address)]") }

  @Test("The sentence names the host as it was typed")
  func sentence() {
    let found = EndpointRules.violations(of: "https://0x7f.1:8443/in")
    #expect(found.map(\.sentence) == ["0x7f.1 is not a public address"])
  }

  private func expectRefused(_ host: String) {
    let found = EndpointRules.violations(of: "https://\(host)/in")
    guard found.count == 1, case .addressNotPublic = found.first else {
      Issue.record("\(host): \(found)")
      return
    }
    // A port and a full stop at the end change nothing.
    #expect(EndpointRules.violations(of: "https://\(host):8443/in") == found)
  }
}
