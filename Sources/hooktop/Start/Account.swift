import Dashboard
import Files
import FintoroAPI
import FintoroWebhooks
import History

/// One account with its client: what commands and the dashboard start from.
struct Account: Sendable {
  let client: FintoroClient
  /// What options and environment ask for, whichever profile is used.
  let given: ConnectionSettings
  /// Nil if the connection comes from the environment.
  let profile: String?
  let config: Config
  let environment: AppEnvironment
  let log: EventLog?
  /// Decides whether anything may be written, and to which company.
  let gate: WriteGate
  /// What is finished whatever ends the program.
  let work: CriticalWork
  /// What all accounts of this process remember.
  let history: OpenHistory
  /// Remembers this account's lists.
  let recorder: HistoryRecorder
  /// Notices this account's gaps, and notes what is decided about them.
  let gaps: GapKeeper
  /// Learns when this account's subscriptions usually get deliveries.
  let rhythms: RhythmReader
  /// The file with its last list; nil where none is kept.
  let keptList: KeptList?

  /// Reads the config, chooses one source and reads its token. Sends nothing yet.
  /// - Parameter onScreen: whether the dashboard will be drawn. A token command must not write over it.
  static func open(_ options: ConnectionOptions, onScreen: Bool = false) async throws -> Account {
    try await open(options, profile: try options.onlyProfile(), onScreen: onScreen)
  }

  /// - Parameter profile: in place of the options'.
  static func open(
    _ options: ConnectionOptions, profile: String?, onScreen: Bool = false
  ) async throws -> Account {
    let environment = try AppEnvironment.system
    let (variables, paths) = (environment.variables, environment.paths)
    let config = try await BlockingWork.run { () throws(ConfigurationProblem) in try ConfigFile.read(paths) }
    let asked = try options.source(of: profile, in: environment)
    let source = try ConnectionSource.resolve(
      asked, environment: variables, config: config, paths: paths)
    let connection = try await source.connection(environment: variables, paths: paths)
    return try Account(
      connection, given: asked.settings.orElse(try ConnectionSettings(environment: variables, paths: paths)),
      profile: source.profile, config: config, log: options.log, environment: environment,
      keptList: KeptList(source, paths),
      readTokenAgain: source.tokenReader(environment: variables, paths: paths, onScreen: onScreen))
  }

  /// - Parameters:
  ///   - log: the typed path of `--log`.
  ///   - isDemo: whether what is seen is forgotten at the end.
  init(
    _ connection: APIConnection, given: ConnectionSettings = ConnectionSettings(), profile: String?, config: Config,
    log: String?, environment: AppEnvironment, keptList: KeptList? = nil, readTokenAgain: TokenReader? = nil,
    isDemo: Bool = false
  ) throws {
    var kept: EventLog?
    if let log {
      kept = try EventLog(
        appendingTo: try environment.absolute(log), clock: environment.clock, paths: environment.paths)
    }
    let place: OpenHistory.Place =
      isDemo ? .memory : config.keepsHistory ? .file(environment.paths.history) : .off
    self.init(
      connection, given: given, profile: profile, config: config, eventLog: kept, work: CriticalWork(),
      history: OpenHistory(place, now: environment.clock.now), environment: environment, keptList: keptList,
      readTokenAgain: readTokenAgain)
    kept?.write("start", [("version", Version.number), ("base-url", connection.baseURL.text)])
  }

  private init(
    _ connection: APIConnection, given: ConnectionSettings, profile: String?, config: Config, eventLog log: EventLog?,
    work: CriticalWork, history: OpenHistory, environment: AppEnvironment, keptList: KeptList?,
    readTokenAgain: TokenReader?
  ) {
    self.given = given
    client = FintoroClient(connection, clock: environment.clock.now, readTokenAgain: readTokenAgain) { log?.write($0) }
    self.profile = profile
    self.config = config
    self.environment = environment
    self.log = log
    self.work = work
    self.history = history
    self.keptList = keptList
    let keys = CompanyKeys(baseURL: connection.baseURL, profile: profile, paths: environment.paths)
    recorder = HistoryRecorder(
      history, keys: keys, refreshSeconds: config.preferences.refreshSeconds, limits: config.limits(of: profile))
    rhythms = RhythmReader(history, keys: keys, calendar: config.calendar(of: profile))
    gaps = GapKeeper(history, keys: keys, person: environment.person, limits: config.limits(of: profile))
    gate = WriteGate(
      client: client, profile: profile, isReadOnly: profile.flatMap(config.profile(named:))?.isReadOnly ?? false,
      paths: environment.paths, clock: environment.clock)
  }

  /// The account of another profile, for the board. Base URL and token both come from that profile.
  func account(of profile: String) async throws(ConfigurationProblem) -> Account {
    let paths = environment.paths
    let variables = environment.variables.filter { !$0.key.hasPrefix("HOOKTOP_") }
    let source = try ConnectionSource.resolve(
      .init(profile: profile, settings: given), environment: variables, config: config, paths: paths)
    let connection = try await source.connection(environment: variables, paths: paths, onScreen: true)
    return Account(
      connection, given: given, profile: source.profile, config: config, eventLog: log, work: work,
      history: history, environment: environment, keptList: history.isDemo ? nil : KeptList(source, paths),
      readTokenAgain: source.tokenReader(environment: variables, paths: paths, onScreen: true))
  }

  /// Reads once, or twice where a second try may help, and closes the connections.
  func fetch<Value>(
    _ request: (FintoroClient) async throws(Failure) -> Answer<Value>
  ) async throws -> Answer<Value> {
    do throws(Failure) {
      let answer = try await SecondTry(client, environment.clock).read(request)
      await client.shutDown()
      if let note = cacheNote(answer.context) { StandardError.print(note) }
      return answer
    } catch {
      await client.shutDown()
      throw failedRequest(error)
    }
  }

  var ledger: SecretLedger { SecretLedger(paths: environment.paths, log: log) }

  var creates: CreateWorkflow {
    var creates = CreateWorkflow(
      client: client, gate: gate, ledger: ledger, work: work, profile: profile, paths: environment.paths,
      clock: environment.clock, log: log)
    creates.recorder = recorder
    return creates
  }

  var subscriptions: SubscriptionEditor {
    SubscriptionEditor(
      client: client, gate: gate, ledger: ledger, work: work, paths: environment.paths, clock: environment.clock,
      log: log, recorder: recorder)
  }
}

extension Account {
  func failedRequest(_ failure: Failure) -> FailedRequest {
    FailedRequest(
      failure: failure, baseURL: client.connection.baseURL, zone: environment.clock.zone, profile: profile)
  }

  /// What is said of an answer that a cache had kept; nil of one that is as good as new.
  private func cacheNote(_ context: AnswerContext) -> String? {
    guard context.cacheAge >= 60 else { return nil }
    return
      "What \(client.connection.baseURL.host) answered is \(TimeText.duration(context.cacheAge)) old: a cache on the "
      + "way had kept it."
  }

  /// A failure as a sentence, with the address and times in the person's zone.
  func sentence(_ failure: Failure, advisesRepeating: Bool = true) -> String {
    FailureText.sentence(
      failure, baseURL: client.connection.baseURL.text, zone: environment.clock.zone, profile: profile,
      advisesRepeating: advisesRepeating)
  }
}

extension Account {
  /// Keeps what a list says for `hooktop history`. A script's output does not depend on it; the log says what failed.
  /// - Returns: the gaps that are not closed, nil where history is off or they cannot be known; and why something that
  ///   history should tell cannot be known, as a sentence.
  func remember(_ answer: Answer<SubscriptionList>) async -> (gaps: [GapRecord]?, problem: String?) {
    var problem: String?
    do throws(HistoryProblem) {
      try await recorder.look(answer)
    } catch {
      let sentence = error.sentence(environment.paths)
      problem = sentence
      log?.write("history-not-written", [("problem", sentence)])
    }
    switch await gaps.take(answer) {
    case .gaps(let records): return (records, problem)
    case .notKept(let gapProblem):
      let sentence = gapProblem.sentence(environment.paths)
      log?.write("gaps-not-written", [("problem", sentence)])
      return (nil, problem ?? sentence)
    // Of an empty list nobody knows whose it is.
    case nil: return (history.isOff ? nil : [], problem)
    }
  }

  /// Keeps the list for `hooktop status` and for completions.
  func keep(_ answer: Answer<SubscriptionList>) async {
    guard let keptList else { return }
    let written = await BlockingWork.run { keptList.write(answer) }
    if !written { log?.write("list-not-kept") }
  }

  /// Requests one subscription and closes the connections.
  func subscription(_ id: Int) async throws -> Answer<Subscription> {
    do {
      return try await fetch { client throws(Failure) in try await client.look(at: id) }
    } catch let request as FailedRequest {
      throw commandError(request.failure, about: id)
    }
  }

  /// Reads a subscription before it is changed.
  func read(_ id: Int) async throws -> Subscription {
    do throws(Failure) {
      return try await subscriptions.read(id).value
    } catch {
      throw commandError(error, about: id)
    }
  }

  /// The error that a command throws. Contract: 404 stands for a missing subscription and for another company's.
  func commandError(_ failure: Failure, about id: Int) -> any Error {
    guard failure.kind == .notFound else { return failedRequest(failure) }
    return CommandExit(.notFound, FailureText.noSubscription(id, failure), failure: failure)
  }
}
