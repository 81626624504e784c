import FintoroAPI
import FintoroWebhooks

extension CreateWorkflow {
  /// Sends an entry whose secret has a place, and brings both to their end.
  func send(_ entry: JournalEntry, to target: SecretTarget) async -> CreateOutcome {
    let earlier = entry.create.sends
    do throws(Failure) {
      let answer = try await client.create(entry)
      await gate.learnt(fromWrite: nil)
      // A secret that is here is saved, whatever becomes of the one who asked for it.
      let (id, paths) = (answer.value.subscription.id, paths)
      return await work.run {
        await keep(answer, entry, target)
      } word: { outcome in
        if case .created(_, _, let path?, _) = outcome {
          "Subscription \(id) was created; its secret is in \(paths.display(path))."
        } else {
          "Subscription \(id) was created; hooktop saves its secret at its next start."
        }
      }
    } catch {
      let wasSent = entry.create.sends.count > earlier.count
      guard wasSent else { return await unsent(error, entry, target, earlier: earlier) }
      await gate.learnt(fromWrite: error)
      switch PendingCreate.verdict(earlier: earlier, failure: error) {
      case .retire:
        await drop(entry, target)
        return .refused(error)
      case .keep: return await kept(error, entry, target, mustTell: false)
      case .keepAndTell: return await kept(error, entry, target, mustTell: true)
      }
    }
  }

  /// The entry's own file waits with it; one that only this try knew of would be forgotten.
  private func kept(
    _ failure: Failure, _ entry: JournalEntry, _ target: SecretTarget, mustTell: Bool
  ) async -> CreateOutcome {
    await target.releaseIfSubstitute()
    return .kept(entry.create.key, failure, mustTell: mustTell)
  }

  /// Saves and syncs before anybody sees the secret; only then the entry goes.
  private func keep(
    _ answer: Answer<IssuedSecret>, _ entry: JournalEntry, _ target: SecretTarget
  ) async -> CreateOutcome {
    let (issued, format) = (answer.value, entry.create.secretFile.format)
    do throws(SecretTargetProblem) {
      let path = try await target.keep(issued.secret, as: format)
      if let path { await note(issued, path, format, answer.context) }
      await retire(entry)
      return .created(issued.subscription, issued.secret, savedTo: path, isRepeated: issued.isRepeated ?? false)
    } catch {
      await target.releaseIfSubstitute()
      return .savingFailed(
        issued.subscription, issued.secret, problem: error.sentence(paths), key: entry.create.key)
    }
  }

  private func note(
    _ issued: IssuedSecret, _ path: String, _ format: SecretFormat, _ context: AnswerContext
  ) async {
    let reference = SubscriptionReference(baseURL: client.connection.baseURL.text, id: issued.subscription.id)
    let kept = SecretInFile(path: path, format: format, fingerprint: SecretFingerprint(of: issued.secret))
    await ledger.noteIfPossible(
      CustodyEvent(reference, at: context.serverDate ?? context.receivedAt, .kept(.created, kept)))
  }

  /// No POST left this time. Without an earlier one nothing can exist, so nothing is left behind.
  private func unsent(
    _ failure: Failure, _ entry: JournalEntry, _ target: SecretTarget, earlier: [PendingCreate.Send]
  ) async -> CreateOutcome {
    guard earlier.allSatisfy({ $0.outcome != .unknown }) else {
      return await kept(failure, entry, target, mustTell: false)
    }
    await drop(entry, target)
    return .notSent(
      problem: FailureText.sentence(failure, baseURL: client.connection.baseURL.text), about: .journal)
  }

  /// The entry first: a placeholder without an entry is found again by the key in it.
  private func drop(_ entry: JournalEntry, _ target: SecretTarget) async {
    await retire(entry)
    await target.release()
  }

  /// An entry that cannot be removed is harmless: sending it again gives the same subscription and the same secret.
  func retire(_ entry: JournalEntry) async {
    do throws(JournalProblem) {
      try await entry.retire()
    } catch {
      log?.write("create-entry-stays", [("key", entry.create.key.rawValue), ("problem", error.sentence)])
    }
  }
}
