import FintoroSandbox
import TestSupport
import Testing

@Suite("Local time is what the system's date says", .serialized)
struct TimeZoneTests {
  @Test(
    "In every form that TZ may have",
    arguments: [
      "Europe/Bratislava", ":Europe/Bratislava", "/usr/share/zoneinfo/Europe/Bratislava", "UTC+2", "GMT-2", "EST5EDT",
      "CET-1CEST,M3.5.0,M10.5.0/3", "<+0530>-5:30", "IST-2IDT,M3.4.4/26,M10.5.0", "XXX3:30:30", "", ":", "Nowhere/None",
    ])
  func forms(_ zone: String) async throws {
    try await withSandbox { server in
      let environment = try Home().environment(at: server.baseURL)
      let universal = try await times(environment.merging(["TZ": "UTC"]) { $1 })
      let local = try await times(environment.merging(["TZ": zone]) { $1 })
      #expect(universal.count >= 3)
      #expect(local.count == universal.count)
      for (one, other) in zip(universal, local) {
        let date = try await ProcessRun.run("date", ["-d", one, "+%F %T %:z"], environment: ["TZ": zone])
        #expect(other + "\n" == date.standardOutput)
      }
    }
  }

  /// All exact times of a subscription, in the order of its fields.
  private func times(_ environment: [String: String]) async throws -> [String] {
    let run = try await ProcessRun.run(hooktop, ["show", "801"], environment: environment)
    return run.standardOutput.matches(of: /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d/).map { String($0.output) }
  }
}
