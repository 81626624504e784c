import ArgumentParser
import FintoroAPI
import FintoroWebhooks

/// `hooktop profiles`: the accounts of the config.
struct ProfilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles", abstract: "Print the profiles of the config.",
    discussion: "Nothing is sent, and no token is read.")

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let paths = try AppEnvironment.system.paths
    let config = try ConfigFile.read(paths)
    let pins = CompanyPins(paths: paths)
    var problem: CompanyPinProblem?
    let rows = config.profiles.map { profile in
      var row = Row(
        profile: profile, isDefault: config.defaultProfile == profile.name || config.profiles.count == 1, company: nil)
      do throws(CompanyPinProblem) {
        row.company = try pins.pinned(profile.name, baseURL: profile.baseURL.text)?.name
      } catch {
        problem = error
      }
      return row
    }
    try StandardOutput.write(json ? Self.json(rows).text : Self.table(rows))
    if rows.isEmpty, !json { StandardError.print("There are no profiles yet; `hooktop setup` makes one.") }
    // Which profiles are pinned is not known then.
    if let problem { throw CommandExit(.inputOutput, problem.sentence) }
  }

  private struct Row {
    var profile: Config.Profile
    var isDefault: Bool
    /// Nil for one that is not pinned yet, or where that cannot be read.
    var company: String?

    var marks: [String] {
      [isDefault ? "default" : nil, profile.isDanger ? "danger" : nil, profile.isReadOnly ? "read-only" : nil]
        .compactMap(\.self)
    }
  }

  private static func table(_ rows: [Row]) -> String {
    PlainTable(
      header: ["PROFILE", "COMPANY", "BASE URL", "NOTE"], rightAligned: [false, false, false, false],
      rows: rows.map {
        [$0.profile.name, $0.company ?? "—", $0.profile.baseURL.text, $0.marks.joined(separator: ", ")]
      }
    ).text
  }

  private static func json(_ rows: [Row]) -> JSONValue {
    .object([
      .init("schema", .string("hooktop.profiles/1")),
      .init(
        "profiles",
        .array(
          rows.map { row in
            .object([
              .init("name", .string(row.profile.name)), .init("company", JSONValue(row.company)),
              .init("baseUrl", .string(row.profile.baseURL.text)), .init("isDefault", .bool(row.isDefault)),
              .init("isDanger", .bool(row.profile.isDanger)), .init("isReadOnly", .bool(row.profile.isReadOnly)),
            ])
          })),
    ])
  }
}
