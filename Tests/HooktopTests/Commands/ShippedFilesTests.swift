import Foundation
import TestSupport
import Testing

@Suite("What is shipped for other programs")
struct ShippedFilesTests {
  private static let files = (FileManager.default.subpaths(atPath: Shipped.folder.path) ?? []).filter { file in
    ["systemd/", "nagios/", "icinga/", "prometheus/", "grafana/"].contains { file.hasPrefix($0) }
  }

  @Test("It finds hooktop where the package puts it, and so does the page")
  func place() throws {
    let page = try Page("Sources/hooktop/hooktop.docc/Monitoring.md").blocks.map(\.text)
    let texts = try Self.files.map(Shipped.text) + page
    let places = texts.flatMap { $0.matches(of: /\/[a-z\/]*bin\/hooktop\b/).map { String($0.output) } }
    #expect(places.count > 5 && Set(places) == ["/usr/bin/hooktop"], "\(Set(places))")
  }

  @Test("What the tarball installs finds hooktop where that was installed")
  func installed() async throws {
    let folder = try TemporaryFolder()
    try folder.write(try Shipped.text("install.sh"), to: "install.sh")
    try folder.write("#!/bin/sh\n", to: "usr/bin/hooktop")
    chmod(folder.join("usr/bin/hooktop"), 0o755)
    let places = [
      ("systemd/hooktop-watch.user.service", "lib/systemd/user/hooktop-watch.service", "share/systemd/user"),
      ("nagios/hooktop.cfg", "share/doc/hooktop/examples/nagios/hooktop.cfg", "share/doc/hooktop/examples/nagios"),
      ("systemd/exec.conf", "share/doc/hooktop/examples/systemd/exec.conf", "share/doc/hooktop/examples/systemd"),
    ]
    for (file, packed, _) in places { try folder.write(try Shipped.text(file), to: "usr/" + packed) }
    let run = try await ProcessRun.run(
      "sh", [folder.join("install.sh"), folder.join("target")], environment: ["PATH": "/usr/bin:/bin"])
    #expect(run.exit == .exited(0), "\(run.standardError)")
    for (file, packed, place) in places {
      let name = packed.split(separator: "/").last.map(String.init) ?? ""
      let text = try #require(folder.text("target/\(place)/\(name)"), "\(file)")
      #expect(text.contains(folder.join("target/bin/hooktop")) && !text.contains(/[= ]\/usr\/bin\/hooktop/), "\(file)")
    }
  }
}
