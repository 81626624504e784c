import Files
import FintoroAPI
import FintoroWebhooks
import Foundation

/// How all connections are watched.
struct WatchSettings: Sendable {
  /// Seconds from one answer to the next request.
  var interval: Double
  /// Seconds without an answer until hooktop is blind.
  var patience: Double
  var command: NoticeCommand?
  var tellsInitial = false
  var quietHours: QuietHours?
}

/// Watches one connection until its task is cancelled.
actor ProfileWatch {
  nonisolated let account: Account
  private let file: WatchFile
  private let settings: WatchSettings
  private let shared: WatchShared
  private var state: WatchState
  /// Those that are not closed; nil where history is off.
  private var gaps: [GapRecord]?
  /// What commands run for.
  private var running: Set<Int> = []
  private var lastWrite: Task<Void, Never>?
  /// The wait between two looks at what is due; ended early where something else becomes due.
  private var pause: Task<Void, Never>?
  private var failures = 0
  private var toldProblem: Failure.Kind?

  /// - Throws: `WatchFile.Problem`.
  init(_ account: Account, key: ConnectionKey, _ settings: WatchSettings, _ shared: WatchShared) async throws {
    (self.account, self.settings, self.shared) = (account, settings, shared)
    let (paths, now) = (account.environment.paths, account.environment.clock.now())
    let (file, state) = try await BlockingWork.run { () throws(WatchFile.Problem) in
      let file = try WatchFile(key, paths)
      return (file, try file.read())
    }
    self.file = file
    self.state = state ?? WatchState(key: "\(key.text)-\(Int(now.timeIntervalSince1970))")
    self.state.resume(at: now)
  }

  private var clock: LiveClock { account.environment.clock }

  func run() async {
    await tell()
    while !Task.isCancelled {
      await rest(await askBeating())
    }
  }

  /// A request that takes its time is work like any other: it ends within its limit.
  private func askBeating() async -> Double {
    let end = ContinuousClock.now + account.client.connection.timeout + .seconds(10)
    let beats = Task {
      while !Task.isCancelled, .now < end {
        await shared.beat(account.profile)
        try? await Task.sleep(for: shared.beatInterval)
      }
    }
    defer { beats.cancel() }
    return await ask()
  }

  /// Asks once.
  /// - Returns: seconds until it may ask again.
  private func ask() async -> Double {
    let before = state
    do throws(Failure) {
      let answer = try await account.client.list()
      await took(answer, before)
      failures = 0
      return settings.interval
    } catch {
      if error.kind == .cancelled { return 0 }
      failures += 1
      let now = clock.now()
      let sentence = account.sentence(error, advisesRepeating: false)
      state.noAnswer(at: now, patience: settings.patience, reason: sentence)
      // The same problem has another request id each time.
      await report(sentence, error.kind)
      await keep(before)
      await tell()
      // A wrong answer does not come right by being asked for more often than a good one.
      return max(
        settings.interval,
        RequestRetryPolicy.delay(
          afterFailures: failures, random: clock.random(), retryAt: error.retryAt, now: now))
    }
  }

  private func took(_ answer: Answer<SubscriptionList>, _ before: WatchState) async {
    let limits = account.config.limits(of: account.profile)
    let time = ServerTime(local: clock.now(), answer: answer.context)
    let assessed = answer.value.subscriptions.map { AssessedSubscription($0, at: time, limits: limits($0.id)) }
    if assessed.areBeyondJudging {
      // Such an answer is none: silence would pass for health.
      let problem = "No time in Fintoro's answer can be read, so nothing can be said of any subscription."
      state.noAnswer(at: clock.now(), patience: settings.patience, reason: problem)
      await report(problem, .unreadable(problem: problem))
      await keep(before)
      return await tell()
    }
    await takeGaps(answer)
    let bySubscription = Dictionary(grouping: gaps ?? [], by: \.gap.subscriptionID)
    state.take(answer.value, at: time, gaps: bySubscription, limits: limits, zone: clock.zone)
    if let company = before.companyID, let now = state.companyID, now != company {
      await shared.log(
        account.profile, "The token is of company \(now), and company \(company) was watched before: it begins anew.")
    }
    await report(nil, nil)
    await keep(before)
    await tell()
    await shared.answered(
      account.profile,
      StatusLine(assessed, unreadable: answer.value.unreadable.count, at: time.now, in: clock.zone).short)
    await account.keep(answer)
    if case .off(let problem) = await account.recorder.watch(answer) {
      await shared.log(account.profile, problem.sentence(account.environment.paths))
    }
    if shared.wantsMetrics { await shared.measured(account.profile, account.metrics(answer, gaps: gaps)) }
  }

  /// Learns what people have acknowledged. Where that cannot be known, what was known last holds.
  private func takeGaps(_ answer: Answer<SubscriptionList>) async {
    switch await account.gaps.take(answer) {
    case .gaps(let records): gaps = records
    case .notKept(let problem): await shared.log(account.profile, problem.sentence(account.environment.paths))
    case nil: break
    }
  }

  /// Waits in steps that the service manager's patience and the next notice allow.
  private func rest(_ seconds: Double) async {
    let end = ContinuousClock.now + .seconds(seconds)
    while !Task.isCancelled {
      await shared.beat(account.profile)
      let left = end - .now
      guard left > .zero else { return }
      let now = clock.now()
      let due = state.nextDue(after: now).map { Duration.seconds(max(0.1, $0.timeIntervalSince(now))) } ?? left
      // Quiet hours end without an event.
      let quiet = settings.quietHours != nil && !state.notices.isEmpty ? Duration.seconds(20) : left
      let time = min(left, min(shared.beatInterval, min(due, quiet)))
      let pause = Task { _ = try? await Task.sleep(for: time) }
      self.pause = pause
      await withTaskCancellationHandler {
        await pause.value
      } onCancel: {
        pause.cancel()
      }
      await tell()
    }
  }
}

// MARK: Telling

extension ProfileWatch {
  /// Prints what was not printed, and starts the commands that may run.
  private func tell() async {
    // One write for many lines: the first list of thousands has as many, and the state is written whole.
    var before = state
    for (index, notice) in state.unprinted.enumerated() {
      let needsCommand = settings.command != nil && (!notice.isInitial || settings.tellsInitial)
      // A command tells it as well: it waits for no reader of lines.
      guard await shared.printLine(text(notice).line) || needsCommand else { break }
      state.printed(notice.id, needsCommand: needsCommand)
      if index % 100 == 99 {
        await keep(before)
        before = state
      }
    }
    await keep(before)
    startCommands()
  }

  /// Commands of one connection that run at once.
  private static let maxCommands = 10

  private func startCommands() {
    let now = clock.now()
    guard let command = settings.command, !Task.isCancelled,
      settings.quietHours.map({ !$0.contain(now, in: clock.zone) }) ?? true
    else { return }
    for notice in state.due(at: now) where !running.contains(notice.subject) {
      // Thousands of hooks may fail at one moment; the others follow as these end.
      guard running.count < Self.maxCommands else { return }
      running.insert(notice.subject)
      let (text, file) = (text(notice), file)
      Task { await finished(notice, await BlockingWork.run { command.run(text, in: file) }) }
    }
  }

  private func finished(_ notice: WatchNotice, _ outcome: NoticeCommand.Outcome) async {
    let before = state
    switch outcome {
    case .told: state.told(notice.id)
    case .failed(let why):
      state.notTold(notice.id, at: clock.now(), random: clock.random())
      await shared.log(account.profile, "The command of --exec failed for \(notice.id): \(why). It is run again later.")
    }
    await keep(before)
    running.remove(notice.subject)
    startCommands()
    // When it is due again was not known when the wait began.
    pause?.cancel()
  }

  private func text(_ notice: WatchNotice) -> NoticeText {
    NoticeText(notice: notice, profile: account.profile, companyID: notice.companyID ?? state.companyID)
  }

  /// Writes the state if it says something new, one write after the other.
  private func keep(_ before: WatchState) async {
    guard state.isWorthKeeping(over: before) else { return }
    let (state, file, previous) = (state, file, lastWrite)
    let (shared, account) = (shared, account)
    let write = Task {
      await previous?.value
      do throws(FileReplacement.Problem) {
        try await BlockingWork.run { () throws(FileReplacement.Problem) in try file.write(state) }
      } catch {
        // It goes on: what is known is told now, and a restart may tell it again.
        await shared.log(account.profile, error.sentence(account.environment.paths))
      }
    }
    lastWrite = write
    await write.value
  }

  /// Tells a person once that there is no answer, and once that there is one again.
  private func report(_ problem: String?, _ kind: Failure.Kind?) async {
    guard kind != toldProblem else { return }
    toldProblem = kind
    await shared.log(account.profile, problem ?? "Answers again.")
  }
}
