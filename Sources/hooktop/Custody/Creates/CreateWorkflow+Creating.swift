import Files
import FintoroAPI
import FintoroWebhooks
import Foundation

extension CreateWorkflow {
  /// Creates a subscription.
  func create(_ request: CreateRequest) async -> CreateOutcome {
    if let outcome = await unsafeFolders(request.destination) { return logged(nil, outcome) }
    let company: CompanyIdentity
    do throws(Failure) {
      if let lock = try await gate.lock() { return logged(nil, .locked(lock)) }
      company = try await gate.company()
    } catch {
      return logged(nil, .companyUnknown(error))
    }
    var pending = pending(request, company)
    do throws(JournalProblem) {
      if let alike = try await journal.entry(like: pending)?.create {
        return logged(pending.key, alreadyPending(alike.key))
      }
    } catch {
      return logged(pending.key, .notSent(problem: sentence(error), about: .journal))
    }
    let file: SecretFile?
    do throws(SecretFileProblem) {
      file = try await open(request.destination, for: &pending)
    } catch {
      return logged(pending.key, .notSent(problem: error.sentence(paths), about: .secretFile))
    }
    do throws(JournalProblem) {
      let entry = try await journal.open(pending)
      return logged(pending.key, await send(entry, file))
    } catch {
      await release(file)
      if case .alikeIsPending(let other) = error.kind { return logged(pending.key, alreadyPending(other)) }
      return logged(pending.key, .notSent(problem: sentence(error), about: .journal))
    }
  }

  private func alreadyPending(_ key: IdempotencyKey) -> CreateOutcome {
    .alreadyPending(key, entryFile: Paths.join(paths.creates, "\(key).jsonl"))
  }

  /// Checks both places before anything else, so that one message names all unsafe folders.
  private func unsafeFolders(_ destination: SecretDestination) async -> CreateOutcome? {
    let paths = paths
    return await BlockingWork.run {
      let journal = [paths.state, paths.creates]
      guard case .file(let path) = destination else {
        return paths.unsafeFolders(journal).map { .notSent(problem: $0.sentence(paths), about: .journal) }
      }
      let secret = FilePath.split(path).folder
      return paths.unsafeFolders([secret] + journal).map {
        .notSent(problem: $0.sentence(paths), about: paths.unsafeFolders([secret]) == nil ? .journal : .secretFile)
      }
    }
  }

  private func pending(_ request: CreateRequest, _ company: CompanyIdentity) -> PendingCreate {
    PendingCreate(
      key: request.key ?? clock.newKey(), body: FintoroClient.createBody(request.input),
      baseURL: client.connection.baseURL.text, profile: profile, company: company, startedAt: clock.now(),
      secretFile: request.destination.reference(request.format))
  }

  /// Returns nil for a secret that is to be printed.
  private func open(
    _ destination: SecretDestination, for pending: inout PendingCreate
  ) async throws(SecretFileProblem) -> SecretFile? {
    guard case .file(let path) = destination else { return nil }
    let file = try await reserve(path, key: pending.key)
    (pending.secretFile.device, pending.secretFile.inode) = (file.device, file.inode)
    return file
  }

  /// A placeholder without a program and without an entry was left by a run that was killed before it wrote its entry.
  /// It is removed.
  private func reserve(_ path: String, key: IdempotencyKey) async throws(SecretFileProblem) -> SecretFile {
    let reserve: @Sendable () throws(SecretFileProblem) -> SecretFile = { () throws(SecretFileProblem) in
      try SecretFile.reserve(path, key: key)
    }
    do throws(SecretFileProblem) {
      return try await BlockingWork.run(reserve)
    } catch {
      guard case .exists = error, await removeAbandonedPlaceholder(path) else { throw error }
      return try await BlockingWork.run(reserve)
    }
  }

  /// Removes placeholders that killed runs left in the folder of secrets.
  func removeAbandonedPlaceholders() async {
    let folder = paths.secrets
    let names = await BlockingWork.run { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }
    for name in names { _ = await removeAbandonedPlaceholder(Paths.join(folder, name)) }
  }

  /// - Returns: whether an abandoned placeholder was there and is removed.
  func removeAbandonedPlaceholder(_ path: String) async -> Bool {
    guard let key = await BlockingWork.run({ SecretFile.abandonedKey(path) }) else { return false }
    // An unreadable entry may have any key, so no placeholder is removed beside one.
    guard let entries = try? await journal.entries(), entries.allSatisfy({ $0.create != nil && $0.create?.key != key }),
      let open = try? await ledger.contents().ledger.openRotations,
      !open.contains(where: { $0.open.rotation.key == key })
    else { return false }
    return await BlockingWork.run {
      guard case .placeholder(let file) = SecretFile.find(path, key: key) else { return false }
      file.release()
      return true
    }
  }
}
