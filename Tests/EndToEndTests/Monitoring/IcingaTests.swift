import Foundation
import TestSupport
import Testing

extension ExtraToolTests {
  @Suite("Icinga") struct IcingaTests {
    @Test("Icinga reads the shipped command and a service that uses it", .needs(.icinga))
    func configuration() async throws {
      let folder = try Home()
      let main = """
        const NodeName = "erp"
        const ZoneName = "erp"
        const PluginDir = "/usr/lib/nagios/plugins"
        include <itl>
        include "\(folder.path)/hooktop.conf"
        object Endpoint NodeName { }
        object Zone ZoneName { endpoints = [ NodeName ] }
        object Host "erp" { check_command = "dummy" }
        object Service "webhooks" {
          host_name = "erp"
          check_command = "hooktop"
          vars.hooktop_filter = "-name:test"
          vars.hooktop_warning = [ "quiet=0", "disabled=0" ]
        }
        """
      try folder.write(try Shipped.text("icinga/hooktop.conf"), to: folder.path + "/hooktop.conf")
      try folder.write(main, to: folder.path + "/icinga2.conf")
      // Icinga gives up root before it reads.
      for file in ["", "/hooktop.conf", "/icinga2.conf"] {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + file)
      }
      let icinga = try #require(ExtraTool.path("icinga2"))
      let run = try await ProcessRun.run(icinga, ["daemon", "-C", "-c", folder.path + "/icinga2.conf"])
      #expect(run.exit == .exited(0), "\(run.standardOutput)\(run.standardError)")
      #expect(!run.standardOutput.contains("warning"), "\(run.standardOutput)")
    }
  }
}
