import Files
import FintoroAPI
import FintoroWebhooks

extension CreateWorkflow {
  /// Sends an entry, then saves the secret and retires the entry.
  /// - Parameter file: open, with room for the secret; nil for one that is to be printed.
  func send(_ entry: JournalEntry, _ file: SecretFile?) async -> CreateOutcome {
    let earlier = entry.create.sends
    if !Task.isCancelled { await willSend?(entry.create) }
    do throws(Failure) {
      let (client, baseURL) = (client, client.connection.baseURL.text)
      let answer = try await gate.write { company in
        entry.create.obstacle(baseURL: baseURL, company: company) == nil
      } _: { () throws(Failure) in
        try await client.create(entry)
      }
      // The secret is saved even if the caller is cancelled.
      let (id, paths) = (answer.value.subscription.id, paths)
      return await work.run {
        await save(answer, entry, file)
      } exitMessage: { outcome in
        if case .created(_, _, let path?, _) = outcome {
          "Subscription \(id) was created; its secret is in \(paths.display(path))."
        } else {
          "Subscription \(id) was created; hooktop saves its secret at its next start."
        }
      }
    } catch {
      let wasSent = entry.create.sends.count > earlier.count
      guard wasSent else { return await notSent(error, entry, file, earlier: earlier) }
      // A renewed token may have sent it twice; each send but the last counts as an earlier one.
      switch PendingCreate.verdict(earlier: entry.create.sends.dropLast(), failure: error) {
      case .retire:
        await discard(entry, file)
        return .refused(error)
      case .keep: return await keepEntry(error, entry, file, mustTell: false)
      case .keepAndTell: return await keepEntry(error, entry, file, mustTell: true)
      }
    }
  }

  /// Keeps the entry's own file. A substitute is removed, because only this try knows of it.
  private func keepEntry(
    _ failure: Failure, _ entry: JournalEntry, _ file: SecretFile?, mustTell: Bool
  ) async -> CreateOutcome {
    await releaseIfSubstitute(file)
    return .kept(entry.create.key, failure, mustTell: mustTell)
  }

  /// A create that was answered again was made when the subscription says so.
  private func note(_ subscription: Subscription, _ context: AnswerContext) async {
    let at = subscription.createdAt.date ?? context.saidAt
    await recorder?.note(
      [OwnWrite(at: at, id: subscription.id, name: subscription.displayName, .created)],
      companyID: subscription.companyID)
  }

  /// Saves and syncs the secret before it is shown, then retires the entry.
  private func save(
    _ answer: Answer<IssuedSecret>, _ entry: JournalEntry, _ file: SecretFile?
  ) async -> CreateOutcome {
    let (issued, format) = (answer.value, entry.create.secretFile.format)
    do throws(UnsavedSecret) {
      let path = try await write(issued.secret, as: format, to: file)
      if let path { await noteInLedger(issued, path, format, answer.context) }
      await retire(entry)
      await note(issued.subscription, answer.context)
      return .created(issued.subscription, issued.secret, savedTo: path, isRepeated: issued.isRepeated ?? false)
    } catch {
      await releaseIfSubstitute(file)
      await note(issued.subscription, answer.context)
      return .savingFailed(
        issued.subscription, issued.secret, problem: error.sentence, key: entry.create.key)
    }
  }

  /// Writes the secret. After it returns, all of it has arrived.
  /// - Returns: the path of its file; nil where it was printed.
  private func write(
    _ secret: SigningSecret, as format: SecretFormat, to file: SecretFile?
  ) async throws(UnsavedSecret) -> String? {
    let (printer, paths) = (printer, paths)
    return try await BlockingWork.run { () throws(UnsavedSecret) in
      if let file {
        do throws(SecretFileProblem) {
          return try file.keep(secret, as: format)
        } catch {
          throw UnsavedSecret(sentence: error.sentence(paths))
        }
      }
      do throws(OutputProblem) {
        try printer.print(secret, format)
        return nil
      } catch {
        throw UnsavedSecret(sentence: error.sentence)
      }
    }
  }

  /// Removes the file of a secret that does not come.
  func release(_ file: SecretFile?) async {
    if let file { await BlockingWork.run { file.release() } }
  }

  /// Removes a file that the journal does not know of.
  private func releaseIfSubstitute(_ file: SecretFile?) async {
    if let file, file.isSubstitute { await release(file) }
  }

  private func noteInLedger(
    _ issued: IssuedSecret, _ path: String, _ format: SecretFormat, _ context: AnswerContext
  ) async {
    let reference = SubscriptionReference(baseURL: client.connection.baseURL.text, id: issued.subscription.id)
    let kept = SecretInFile(path: path, format: format, fingerprint: SecretFingerprint(of: issued.secret))
    await ledger.noteIfPossible(
      CustodyEvent(reference, at: context.serverDate ?? context.receivedAt, .kept(.created, kept)))
  }

  /// Nothing was sent this time. If nothing was sent before either, entry and file are removed.
  private func notSent(
    _ failure: Failure, _ entry: JournalEntry, _ file: SecretFile?, earlier: [PendingCreate.Send]
  ) async -> CreateOutcome {
    // A draft that was given up for the entry must not be lost with it.
    let mayBeLast = willSend != nil && failure.kind == .cancelled
    guard earlier.allSatisfy({ $0.outcome != .unknown }), !mayBeLast else {
      return await keepEntry(failure, entry, file, mustTell: false)
    }
    await discard(entry, file)
    return .notSent(problem: sentence(failure), about: .journal)
  }

  /// Removes the entry first. A placeholder without an entry is still found by the key in it.
  private func discard(_ entry: JournalEntry, _ file: SecretFile?) async {
    await retire(entry)
    await release(file)
  }

  /// An entry that cannot be removed does no harm: sending it again returns the same subscription and secret.
  func retire(_ entry: JournalEntry) async {
    do throws(JournalProblem) {
      try await entry.retire()
    } catch {
      log?.write("create-entry-stays", [("key", entry.create.key.rawValue), ("problem", error.sentence)])
    }
  }
}

/// Why a secret could not be written where it belongs.
private struct UnsavedSecret: Error {
  var sentence: String
}
