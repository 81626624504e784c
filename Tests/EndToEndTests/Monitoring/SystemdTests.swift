import Foundation
import TestSupport
import Testing

extension ExtraToolTests {
  @Suite("systemd") struct SystemdTests {
    /// The units that ours name. They are the system's own.
    private static let targets = ["network-online", "multi-user", "default", "basic", "sysinit", "shutdown"]

    @Test(
      "The shipped units are read without a complaint", .needs(.systemd),
      arguments: [
        ("hooktop-watch.service", "system"), ("hooktop-watch.user.service", "system"),
      ])
    func units(_ file: String, _ kind: String) async throws {
      let root = try Home()
      let units = root.path + "/etc/systemd/\(kind)"
      try root.write("#!/bin/sh\n", to: root.path + "/usr/local/bin/hooktop")
      chmod(root.path + "/usr/local/bin/hooktop", 0o755)
      for target in Self.targets {
        try root.write("[Unit]\nDescription=\(target)\n", to: "\(units)/\(target).target")
      }
      let unit = units + "/hooktop-watch.service"
      try root.write(try Shipped.text("systemd/\(file)"), to: unit)
      let run = try await ProcessRun.run("systemd-analyze", ["verify", "--man=no", "--root=\(root.path)", unit])
      #expect(run.exit == .exited(0))
      // An unknown key is only a warning.
      #expect(run.standardError == "" && run.standardOutput == "")
    }
  }
}
