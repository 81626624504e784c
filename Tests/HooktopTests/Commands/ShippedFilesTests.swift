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

  @Test("The shipped check commands use options that check has")
  func shipped() throws {
    let help = try PageOutput.help(["check"])
    for file in ["icinga/hooktop.conf", "nagios/hooktop.cfg"] {
      let text = try Shipped.text(file)
      for option in text.matches(of: /--[a-z][a-z-]+/).map({ String($0.output) }) {
        #expect(help.contains(option + " ") || help.contains(option + "\n"), "\(file): \(option)")
      }
    }
  }

  @Test("The Nagios command is one that a shell runs, with arguments of a service")
  func nagios() async throws {
    let text = try Shipped.text("nagios/hooktop.cfg")
    let line = try #require(text.firstMatch(of: /command_line +(.+)/)?.output.1)
    let command = String(line).replacing("/usr/bin/hooktop", with: BuiltProduct.path("hooktop"))
      .replacing("$ARG1$", with: "--warning quiet=0 --critical failing=off --critical never-ok=off")
    try await RunningSandbox.run { sandbox in
      let environment = sandbox.account.merging(["HOME": sandbox.folder.path]) { $1 }
      let run = try await ProcessRun.run("sh", ["-c", command], environment: environment)
      #expect(run.exit == .exited(1))
      #expect(run.standardOutput.hasPrefix("WARNING: "))
    }
  }
}
