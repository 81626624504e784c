import Foundation
import TestSupport
import Testing

extension ExtraToolTests {
  @Suite("systemd") struct SystemdTests {
    /// The units that ours name. They are the system's own.
    private static let targets = ["network-online", "multi-user", "default", "basic", "sysinit", "shutdown"]

    /// How a script for each transition is named.
    enum Script: CaseIterable {
      case none
      /// The lines of the unit that are comments are taken in.
      case inTheUnit
      case inADropIn
    }

    @Test(
      "The shipped units are read without a complaint, with a script and without", .needs(.systemd),
      arguments: ["hooktop-watch.service", "hooktop-watch.user.service"], Script.allCases)
    func units(_ file: String, _ script: Script) async throws {
      let root = try Home()
      let units = root.path + "/etc/systemd/system"
      for program in ["hooktop", "tell-chat"] {
        let path = root.path + (program == "hooktop" ? "/usr/bin/" : "/usr/local/bin/") + program
        try root.write("#!/bin/sh\n", to: path)
        chmod(path, 0o755)
      }
      for target in Self.targets {
        try root.write("[Unit]\nDescription=\(target)\n", to: "\(units)/\(target).target")
      }
      let unit = units + "/hooktop-watch.service"
      var text = try Shipped.text("systemd/\(file)")
      if script == .inTheUnit {
        let comment = "# ExecStart="
        #expect(text.ranges(of: comment).count == 2)
        text.replace(comment, with: "ExecStart=")
      }
      try root.write(text, to: unit)
      if script == .inADropIn {
        try root.write(try Shipped.text("systemd/exec.conf"), to: unit + ".d/exec.conf")
      }
      let run = try await ProcessRun.run("systemd-analyze", ["verify", "--man=no", "--root=\(root.path)", unit])
      #expect(run.exit == .exited(0))
      // An unknown key is only a warning.
      #expect(run.standardError == "" && run.standardOutput == "")
    }
  }
}
