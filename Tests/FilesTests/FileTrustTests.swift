import Testing

@testable import Files

@Suite("Who is nobody else")
struct FileTrustTests {
  private func group(
    user: String? = "jana", _ group: String? = "jana", _ members: [String] = [], held: Bool = true,
    othersFirst: Bool = false, listed: Bool = true
  ) -> Bool {
    OwnGroup(
      userName: user, group: group.map { ($0, members) }, isHeld: held, isOthersFirst: othersFirst, isUserListed: listed
    ).isOurs
  }

  @Test("is a group without another member, whatever it is called")
  func own() {
    #expect(group())
    #expect(group("jana", ["jana"]))
    #expect(group("team", ["jana", "root"]))
    #expect(group(user: "root", "root"))
  }

  @Test("is a group without any member, as systems have some")
  func empty() {
    #expect(group("staff", held: false))
  }

  @Test("is not a group with another member, or one that is another's first")
  func shared() {
    #expect(!group("jana", ["petr"]))
    #expect(!group("team", ["jana", "petr"]))
    #expect(!group("users", othersFirst: true))
  }

  @Test("is a group that nobody knows by name, as containers have them, as long as we have it")
  func unnamed() {
    #expect(group(user: nil, nil, listed: false))
    #expect(group("jana", listed: true))
    #expect(!group(user: nil, nil, held: false, listed: false))
    #expect(!group(user: nil, nil, othersFirst: true, listed: false))
  }

  @Test("is a group of a directory that lists no users only where it is named after us")
  func directory() {
    #expect(group(listed: false))
    #expect(!group("domain users", listed: false))
  }

  @Test(
    "is the unknown user only where root has no number here, and no user of our own has that one",
    arguments: [
      ("0 0 4294967295", false),  // no namespace
      ("1000 1000 1", true),  // flatpak, bubblewrap
      ("0 1000 1", true),  // unshare -r
      ("0 1000 1\n1 100000 65536", false),  // rootless containers: 65534 is a user of their own
      ("0 100000 65536", false), ("1000 0 1", false),  // root itself is shown as 1000
      ("", false), ("nonsense", false),
    ])
  func namespaces(map: String, isRoot: Bool) {
    #expect(UserIDMap(map).showsRoot(as: 65_534) == isRoot)
    #expect(!UserIDMap(map).showsRoot(as: 1_234))
  }
}
