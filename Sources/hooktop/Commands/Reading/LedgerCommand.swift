import ArgumentParser
import Files
import FintoroAPI
import FintoroWebhooks
import Foundation

/// `hooktop ledger`: lists the secrets that were saved from this machine, and checks their files.
struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "List the secrets that were kept from here, and whether they are still there.",
    discussion: """
      It holds paths and fingerprints, never a secret. Nothing is asked of Fintoro. Subscriptions that were deleted from \
      here stay in it, since when, with the file of a secret that is no longer valid.
      """,
    subcommands: [LedgerAdoptCommand.self])

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let environment = try AppEnvironment.system
    let report = LedgerReport(paths: environment.paths, zone: environment.clock.zone)
    let contents: LedgerFile.Contents
    do throws(LineFileProblem) {
      contents = try await SecretLedger(paths: environment.paths, log: nil).contents()
    } catch {
      throw CommandExit(.inputOutput, error.sentence(environment.paths))
    }
    try StandardOutput.write(json ? report.json(contents.ledger).text : report.table(contents.ledger))
    if contents.unreadable > 0 {
      StandardError.print(
        "\(contents.unreadable) lines of \(environment.paths.display(environment.paths.ledger)) cannot be read and "
          + "were passed over.")
    }
  }
}

/// `hooktop ledger adopt ID FILE`: adds a secret that a person has already.
struct LedgerAdoptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt", abstract: "Enter a secret that you have in a file already.",
    discussion: "That it is this subscription's secret cannot be checked: Fintoro shows it only once.")

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var subscription: SubscriptionOptions

  @Argument(
    help: "A file of yours, mode 0600, with the secret alone or as FINTORO_WEBHOOK_SECRET=….",
    completion: Completions.files)
  var file: String

  func run() async throws {
    let account = try await Account.open(connection)
    let (environment, paths) = (account.environment, account.environment.paths)
    let path = try environment.absolute(file)
    let secret: SigningSecret
    switch await BlockingWork.run({ StoredSecretFile.read(path) }) {
    case .success(let read): secret = read
    case .failure(let problem):
      throw CommandExit(.inputOutput, "\(paths.display(path)) cannot be taken: \(problem.clause).")
    }
    let adopted = try await account.read(subscription.id)
    await account.client.shutDown()
    let kept = SecretInFile(path: path, format: .raw, fingerprint: SecretFingerprint(of: secret))
    do throws(LineFileProblem) {
      try await account.ledger.note(
        CustodyEvent(account.subscriptions.reference(adopted.id), at: environment.clock.now(), .kept(.takenOver, kept)))
    } catch {
      throw CommandExit(.inputOutput, error.sentence(paths))
    }
    StandardError.print(
      "\(paths.display(path)) is noted as the secret of \(adopted.displayName) (\(adopted.id)), on your word.")
  }
}

/// The ledger of custody as commands print it. Reads each file now.
struct LedgerReport: Sendable {
  private let paths: Paths
  private let zone: LocalZone

  init(paths: Paths, zone: LocalZone) {
    self.paths = paths
    self.zone = zone
  }

  func table(_ ledger: CustodyLedger) -> String {
    let rows = ledger.all.map { subscription, record in
      [
        String(subscription.id), Self.word(record), record.kept.map { $0.file.fingerprint.rawValue } ?? "—",
        (record.deletedAt ?? record.kept?.at).map { TimeText.exact($0, in: zone) } ?? "—",
        record.kept.map { paths.display($0.file.path) } ?? "—", subscription.baseURL,
      ]
    }
    let header = ["ID", "SECRET", "FINGERPRINT", "SINCE", "FILE", "BASE URL"]
    return PlainTable(header: header, rightAligned: header.map { $0 == "ID" }, rows: rows).text
  }

  func json(_ ledger: CustodyLedger) -> JSONValue {
    .array(
      ledger.all.map { subscription, record in
        .object([
          .init("id", .int(subscription.id)), .init("baseUrl", .string(subscription.baseURL)),
          .init("custody", Self.json(record)),
        ])
      })
  }

  /// A deleted subscription keeps its file in the list, because the file stays until somebody removes it.
  private static func json(_ record: CustodyRecord) -> JSONValue {
    guard let date = record.deletedAt, let kept = record.kept else { return json(SecretLedger.location(record)) }
    let problem = StoredSecretFile.problem(kept.file).map { JSONValue.Member("problem", .string($0)) }
    return .object(
      [.init("state", .string("deleted")), .init("deletedAt", .string(ISO8601.text(date)))] + json(kept)
        + [problem].compactMap(\.self))
  }

  private static func word(_ record: CustodyRecord) -> String {
    guard record.deletedAt != nil, let kept = record.kept else { return word(SecretLedger.location(record)) }
    return StoredSecretFile.isMissing(kept.file) ? "deleted, no file" : "deleted"
  }

  /// The same for one subscription, for `show`.
  static func json(_ location: SecretLocation) -> JSONValue {
    var members: [JSONValue.Member] = [.init("state", .string(word(location)))]
    switch location {
    case .kept(let kept): members += json(kept)
    case .changed(let kept, let problem): members += json(kept) + [.init("problem", .string(problem))]
    case .inDoubt(let kept, let date):
      members += (kept.map(json) ?? []) + [.init("rotationSentAt", .string(ISO8601.text(date)))]
    case .unknown: break
    }
    return .object(members)
  }

  private static func json(_ kept: KeptSecret) -> [JSONValue.Member] {
    [
      .init("file", .string(kept.file.path)), .init("origin", .string(kept.origin.rawValue)),
      .init("at", .string(ISO8601.text(kept.at))), .init("fingerprint", .string(kept.file.fingerprint.rawValue)),
    ]
  }

  private static func word(_ location: SecretLocation) -> String {
    switch location {
    case .kept: "kept"
    case .changed: "changed"
    case .inDoubt: "in doubt"
    case .unknown: "unknown"
    }
  }
}
