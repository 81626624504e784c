import ArgumentParser
import FintoroAPI
import FintoroWebhooks

/// `hooktop events`: the event types of the contract.
struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "Print the event types that a subscription can have.",
    discussion: "Nothing is sent. Patterns such as invoices.* or *.paid print the types that they stand for.")

  @Argument(help: "Patterns such as invoices.* or *.paid; all types by default.", completion: Completions.events)
  var patterns: [String] = []

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let types: Set<EventType>
    do throws(EventPatternProblem) {
      types = Set(try EventPattern.types(patterns.isEmpty ? ["all"] : patterns))
    } catch {
      throw CommandExit(.usage, error.sentence)
    }
    let rows = EventCatalogue.groups.flatMap { group in
      group.types.filter(types.contains).map { (group: group.title, type: $0) }
    }
    try StandardOutput.write(json ? Self.json(rows).text : Self.table(rows))
  }

  private static func table(_ rows: [(group: String, type: EventType)]) -> String {
    PlainTable(
      header: ["GROUP", "TYPE", "VERB", "WHAT"], rightAligned: [false, false, false, false],
      rows: rows.map { [$0.group, $0.type.rawValue, String($0.type.verb), EventExplanation.sentence($0.type)] }
    ).text
  }

  private static func json(_ rows: [(group: String, type: EventType)]) -> JSONValue {
    .object([
      .init("schema", .string("hooktop.events/1")),
      .init(
        "events",
        .array(
          rows.map { group, type in
            .object([
              .init("type", .string(type.rawValue)), .init("group", .string(group)),
              .init("resource", .string(String(type.resource))), .init("verb", .string(String(type.verb))),
              .init("sentence", .string(EventExplanation.sentence(type))),
            ])
          })),
    ])
  }
}
