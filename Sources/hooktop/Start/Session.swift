import FintoroAPI
import FintoroWebhooks

/// One account, ready to be asked: what commands and the dashboard start from.
struct Session: Sendable {
  let client: FintoroClient
  /// Nil when the environment says it all.
  let profile: String?
  let config: Config
  let surroundings: Surroundings
  let log: EventLog?
  /// Whether anything may be written, and to which company.
  let gate: WriteGate
  /// What must come to its end whatever ends the program.
  let work: UnfinishedWork

  /// Reads the config, decides for one source, reads its token. Asks Fintoro nothing yet.
  static func open(_ options: ConnectionOptions, in surroundings: Surroundings = .system) async throws -> Session {
    let (environment, paths) = (surroundings.environment, surroundings.paths)
    let config = try await BlockingWork.run { () throws(ConfigurationProblem) in try ConfigFile.read(paths) }
    let source = try ConnectionSource.resolve(
      options.source, environment: environment, config: config, paths: paths)
    let connection = try await source.connection(environment: environment, paths: paths)
    return try Session(
      connection, profile: source.profile, config: config, log: options.log, surroundings: surroundings)
  }

  /// - Parameter log: the file of `--log` as it was typed.
  init(
    _ connection: APIConnection, profile: String?, config: Config, log: String?, surroundings: Surroundings
  ) throws(LogProblem) {
    let paths = surroundings.paths
    var kept: EventLog?
    if let log {
      kept = try EventLog(
        appendingTo: paths.absolute(log, from: surroundings.folder), clock: surroundings.clock, paths: paths)
    }
    self.init(
      connection, profile: profile, config: config, keepingLog: kept, work: UnfinishedWork(), surroundings: surroundings
    )
    kept?.write("start", [("version", HooktopCommand.version), ("base-url", connection.baseURL.text)])
  }

  private init(
    _ connection: APIConnection, profile: String?, config: Config, keepingLog log: EventLog?, work: UnfinishedWork,
    surroundings: Surroundings
  ) {
    client = FintoroClient(connection, clock: surroundings.clock.now) { log?.write($0) }
    self.profile = profile
    self.config = config
    self.surroundings = surroundings
    self.log = log
    self.work = work
    gate = WriteGate(
      client: client, profile: profile, isReadOnly: profile.flatMap(config.profile(named:))?.isReadOnly ?? false,
      paths: surroundings.paths, clock: surroundings.clock)
  }

  /// For the board: the account of another profile, wherever this one came from. Base URL and token are that profile's
  /// alone.
  func opening(_ profile: String) async throws(ConfigurationProblem) -> Session {
    let paths = surroundings.paths
    let environment = surroundings.environment.filter { !$0.key.hasPrefix("HOOKTOP_") }
    let source = try ConnectionSource.resolve(
      .init(profile: profile, timeoutSeconds: Int(client.connection.timeout.components.seconds)),
      environment: environment, config: config, paths: paths)
    let connection = try await source.connection(environment: environment, paths: paths, onScreen: true)
    return Session(
      connection, profile: source.profile, config: config, keepingLog: log, work: work, surroundings: surroundings)
  }

  /// Asks once, and gives the connections back whatever came.
  func ask<Value>(
    _ question: (FintoroClient) async throws(Failure) -> Answer<Value>
  ) async throws -> Answer<Value> {
    do throws(Failure) {
      let answer = try await question(client)
      await client.shutDown()
      return answer
    } catch {
      await client.shutDown()
      throw FailedRequest(failure: error, baseURL: client.connection.baseURL)
    }
  }

  var ledger: SecretLedger { SecretLedger(paths: surroundings.paths, log: log) }

  var creates: CreateCustody {
    CreateCustody(
      client: client, gate: gate, ledger: ledger, work: work, profile: profile, paths: surroundings.paths,
      clock: surroundings.clock, log: log)
  }

  var subscriptions: SubscriptionCustody {
    SubscriptionCustody(
      client: client, gate: gate, ledger: ledger, work: work, paths: surroundings.paths, clock: surroundings.clock,
      log: log)
  }
}
