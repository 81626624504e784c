import FintoroAPI
import FintoroWebhooks

extension CreateCustody {
  /// Sends an entry whose secret has a place, and brings both to their end.
  func send(_ entry: JournalEntry, into place: SecretPlace) async -> CreateOutcome {
    let earlier = entry.create.sends
    do throws(Failure) {
      let answer = try await client.create(entry)
      return await keep(answer.value, entry, place)
    } catch {
      let wasSent = entry.create.sends.count > earlier.count
      guard wasSent else { return await unsent(error, entry, place, earlier: earlier) }
      switch PendingCreate.verdict(earlier: earlier, failure: error) {
      case .retire:
        await drop(entry, place)
        return .refused(error)
      case .keep: return await kept(error, entry, place, mustTell: false)
      case .keepAndTell: return await kept(error, entry, place, mustTell: true)
      }
    }
  }

  /// The entry's own file waits with it; one that only this try knew of would be forgotten.
  private func kept(
    _ failure: Failure, _ entry: JournalEntry, _ place: SecretPlace, mustTell: Bool
  ) async -> CreateOutcome {
    if place.isSubstitute { await BlockingWork.run { place.file.release() } }
    return .kept(entry.create.key, failure, mustTell: mustTell)
  }

  /// Saves and syncs before anybody sees the secret; only then the entry goes.
  private func keep(_ issued: IssuedSecret, _ entry: JournalEntry, _ place: SecretPlace) async -> CreateOutcome {
    let format = entry.create.secretFile.format
    do throws(SecretFileProblem) {
      let path = try await BlockingWork.run { () throws(SecretFileProblem) in
        try place.keep(issued.secret, as: format)
      }
      await retire(entry)
      return .created(issued.subscription, issued.secret, savedTo: path, isRepeated: issued.isRepeated ?? false)
    } catch {
      return .savingFailed(
        issued.subscription, issued.secret, problem: error.sentence(paths), key: entry.create.key)
    }
  }

  /// No POST left this time. Without an earlier one nothing can exist, so nothing is left behind.
  private func unsent(
    _ failure: Failure, _ entry: JournalEntry, _ place: SecretPlace, earlier: [PendingCreate.Send]
  ) async -> CreateOutcome {
    guard earlier.allSatisfy({ $0.outcome != .unknown }) else {
      return await kept(failure, entry, place, mustTell: false)
    }
    await drop(entry, place)
    return .notSent(
      problem: FailureText.sentence(failure, baseURL: client.connection.baseURL.text), about: .journal)
  }

  /// The entry first: a placeholder without an entry is found again by the key in it.
  private func drop(_ entry: JournalEntry, _ place: SecretPlace) async {
    await retire(entry)
    await BlockingWork.run { place.file.release() }
  }

  /// An entry that cannot be removed is harmless: sending it again gives the same subscription and the same secret.
  private func retire(_ entry: JournalEntry) async {
    do throws(JournalProblem) {
      try await entry.retire()
    } catch {
      log?.write("create-entry-stays", [("key", entry.create.key.rawValue), ("problem", error.sentence)])
    }
  }

  /// Tells the log what came of it.
  func ended(_ key: IdempotencyKey?, _ outcome: CreateOutcome) -> CreateOutcome {
    let word =
      switch outcome {
      case .created(_, _, _, let isRepeated): isRepeated ? "created-before" : "created"
      case .savingFailed: "secret-not-saved"
      case .refused: "refused"
      case .kept(_, _, let mustTell): mustTell ? "kept-refused" : "kept"
      case .notSent: "not-sent"
      case .alreadyPending: "already-pending"
      case .stale: "stale"
      case .busy: "busy"
      }
    log?.write("create", [("outcome", word)] + (key.map { [("key", $0.rawValue)] } ?? []))
    return outcome
  }
}
