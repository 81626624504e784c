import ArgumentParser
import FintoroAPI
import FintoroWebhooks

/// `hooktop update ID`: changes the named fields. Everything else stays.
struct UpdateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Change a subscription; what is not named stays.",
    discussion: """
      It is read first, written whole, and read back. Event types and fields that this version does not know stay. \
      --event replaces all event types; --add-event and --remove-event change some.
      """)

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var subscription: SubscriptionOptions

  @Option(help: "Another endpoint URL.")
  var url: String?

  @Option(help: "Another name; empty takes it away.")
  var name: String?

  @Option(
    help: ArgumentHelp("These event types instead of those there are.", valueName: "event"),
    completion: Completions.events)
  var event: [String] = []

  @Option(
    help: ArgumentHelp("These event types as well.", valueName: "event"),
    completion: Completions.events)
  var addEvent: [String] = []

  @Option(
    help: ArgumentHelp("Without these event types.", valueName: "event"),
    completion: Completions.events)
  var removeEvent: [String] = []

  @Flag(help: "Print what would change and the request; write nothing.")
  var dryRun = false

  @Flag(help: "Print JSON: the changes and the subscription as it was read back.")
  var json = false

  func validate() throws {
    if !event.isEmpty, !addEvent.isEmpty || !removeEvent.isEmpty {
      throw ValidationError("--event replaces all event types; leave it out, or --add-event and --remove-event.")
    }
    if url == nil, name == nil, event.isEmpty, addEvent.isEmpty, removeEvent.isEmpty {
      throw ValidationError("nothing to change was named: give --url, --name, --event, --add-event or --remove-event.")
    }
    if let url { try EndpointArgument.check(url) }
    do throws(EventPatternProblem) {
      _ = try EventPattern.types(event + addEvent)
    } catch {
      throw ValidationError(error.sentence)
    }
  }

  func run() async throws {
    let account = try await Account.open(connection)
    let (edit, dryRun) = (self, dryRun)
    try await SubscriptionEdit(account: account, id: subscription.id, kind: .update, isDryRun: dryRun, json: json).run {
      input throws(CommandExit) in try edit.change(&input)
    }
  }

  private func change(_ input: inout SubscriptionInput) throws(CommandExit) {
    if let url { input.url = url }
    if let name { input.name = name.isEmpty ? nil : name }
    do throws(EventPatternProblem) {
      if !event.isEmpty { input.subscribedEvents = try EventPattern.types(event) }
      let removed = Set(try EventPattern.types(removeEvent, among: input.subscribedEvents))
      let added = try EventPattern.types(addEvent).filter { !input.subscribedEvents.contains($0) }
      input.subscribedEvents = EventCatalogue.sorted(input.subscribedEvents.filter { !removed.contains($0) } + added)
    } catch {
      throw CommandExit(.usage, error.sentence)
    }
    if input.subscribedEvents.isEmpty {
      throw CommandExit(
        .usage, "No event type would be left, and a subscription needs one: disable or delete it instead.")
    }
  }
}
