import ArgumentParser
import FintoroAPI
import FintoroWebhooks

/// Options of every command that sends requests.
struct ConnectionOptions: ParsableArguments {
  @Option(
    name: .customLong("profile"), parsing: .singleValue,
    help: ArgumentHelp("The profile of the config to use.", valueName: "name"), completion: Completions.profiles)
  var profiles: [String] = []

  @Option(help: ArgumentHelp("Time limit of a request in seconds (30).", valueName: "seconds"))
  var timeout: Int?

  @Option(
    help: ArgumentHelp("Trust the certificate authorities of this PEM file as well.", valueName: "file"),
    completion: Completions.files)
  var caFile: String?

  @Option(
    help: ArgumentHelp("Append what happens to a file, without secrets.", valueName: "file"),
    completion: Completions.files)
  var log: String?

  func validate() throws {
    if let timeout, !ConnectionSettings.timeouts.contains(timeout) {
      let range = ConnectionSettings.timeouts
      throw ValidationError("--timeout takes whole seconds from \(range.lowerBound) to \(range.upperBound).")
    }
  }

  /// The first one; `onlyProfile` where a second would be a mistake.
  var profile: String? { profiles.first }

  /// For a command that is about one company.
  func onlyProfile() throws -> String? {
    try Self.checkIsOne(profiles)
    return profile
  }

  private static func checkIsOne(_ profiles: [String]) throws {
    if Set(profiles).count > 1 {
      throw CommandExit(.usage, "This command takes one --profile; it was given \(profiles.joined(separator: ", ")).")
    }
  }

  /// The same of a command line, for commands that ask no company and so have none of these options: the parser takes
  /// the root's from them.
  static func checkIsOne(in arguments: [String]) throws {
    let words = arguments.prefix { $0 != "--" }
    let behind = zip(words, words.dropFirst()).filter { $0.0 == "--profile" }.map(\.1)
    let joined = words.filter { $0.hasPrefix("--profile=") }.map { String($0.dropFirst("--profile=".count)) }
    try checkIsOne(behind + joined)
  }

  /// What the options say, with whole paths.
  func source(in environment: AppEnvironment) throws -> ConnectionSource.Options {
    try source(of: onlyProfile(), in: environment)
  }

  func source(of profile: String?, in environment: AppEnvironment) throws -> ConnectionSource.Options {
    ConnectionSource.Options(profile: profile, settings: try settings(in: environment))
  }

  func settings(in environment: AppEnvironment) throws -> ConnectionSettings {
    ConnectionSettings(
      timeoutSeconds: timeout, caFile: try caFile.map { try environment.absolute($0) })
  }
}

/// The value of `--url`. Whether it may be an endpoint is for Fintoro to say.
enum EndpointArgument {
  static func check(_ url: String) throws {
    if url.allSatisfy(\.isWhitespace) {
      throw ValidationError("--url is empty; write an address such as https://example.com/hooks.")
    }
  }
}

/// The subscription that a command is about.
struct SubscriptionOptions: ParsableArguments {
  @Argument(help: "The subscription's id, a whole number.", completion: Completions.ids)
  var id: Int

  func validate() throws {
    if id < 1 { throw ValidationError("An id is a whole number from 1 on.") }
  }
}

/// The same for commands that cannot be undone: the subscription is named twice.
struct ConfirmedSubscriptionOptions: ParsableArguments {
  @OptionGroup var subscription: SubscriptionOptions

  @Option(
    help: ArgumentHelp("The subscription's name or id again: what is meant is typed twice.", valueName: "name"),
    completion: Completions.names)
  var confirm: String

  var id: Int { subscription.id }

  /// Throws if the second name does not match.
  func check(_ subscription: Subscription) throws {
    // Upper and lower case are the same, as on the board: the word only has to show that this one is meant.
    let words = [String(subscription.id), subscription.name].compactMap { $0?.lowercased() }
    guard words.contains(confirm.lowercased()) else {
      let name = subscription.name.map { "\"\($0)\" or " } ?? ""
      throw CommandExit(.usage, "--confirm must be \(name)\(subscription.id), not \"\(confirm)\"; nothing was sent.")
    }
  }
}
