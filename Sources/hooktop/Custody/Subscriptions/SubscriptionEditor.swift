import FintoroAPI
import FintoroWebhooks

/// Changes subscriptions: reads first, writes the whole, reads back. Commands and board share it.
struct SubscriptionEditor: Sendable {
  let client: FintoroClient
  let gate: WriteGate
  let ledger: SecretLedger
  let work: CriticalWork
  let paths: Paths
  let clock: LiveClock
  let log: EventLog?
  /// Remembers what was changed; nil where nothing is remembered.
  var recorder: HistoryRecorder?

  func read(_ id: Int) async throws(Failure) -> Answer<Subscription> {
    let answer = try await client.show(id)
    await gate.record(answer)
    return answer
  }

  /// Changes what a person chose. Everything else stays.
  /// - Parameters:
  ///   - base: what the person saw.
  ///   - wanted: the whole input after the change.
  func edit(_ id: Int, base: SubscriptionInput, wanted: SubscriptionInput) async -> EditOutcome {
    if let locked = await lockSentence() { return logged(.locked(locked), id) }
    let before: Subscription
    do throws(Failure) {
      before = try await read(id).value
    } catch {
      return logged(error.kind == .notFound ? .gone : .refused(error), id)
    }
    // The response tells the company's id, so the gate is asked again.
    if let locked = await lockSentence() { return logged(.locked(locked), id) }
    if before.input.isSame(as: wanted) { return logged(.nothingToChange(before), id) }
    guard before.input.isSame(as: base) else { return logged(.changedMeanwhile(before), id) }
    do throws(Failure) {
      let (client, ordered) = (client, wanted.keepingOrder(of: before.input))
      let answer = try await gate.write { () throws(Failure) in
        try await client.update(id, to: ordered, keeping: before.unknownFields)
      }
      await note(OwnWrite.kinds(from: before.input, to: answer.value.input), of: answer)
      return logged(await readBack(id, wanted, answer.value), id)
    } catch {
      if error.kind == .notFound { return logged(.gone, id) }
      if error.settlesThatNothingHappened { return logged(.refused(error), id) }
      return logged(await readAfterLostAnswer(id, wanted, error), id)
    }
  }

  /// Deletes a subscription. One that is gone already is a success.
  func delete(_ id: Int) async -> DeleteOutcome {
    if let locked = await lockSentence() { return logged(.locked(locked), id) }
    let outcome: DeleteOutcome
    do throws(Failure) {
      let client = client
      let answer = try await gate.write { () throws(Failure) in try await client.delete(id) }
      outcome = .deleted(secretFile: nil)
      // The answer is empty: whose it was is known from what was read before.
      await recorder?.note(
        [OwnWrite(at: answer.context.saidAt, id: id, name: "", .deleted)], companyID: await gate.companyID)
    } catch {
      outcome = await afterFailedDelete(id, error)
    }
    return logged(await noteDeletion(outcome, id), id)
  }

  /// Remembers what was changed, by the time of the answer that said so.
  func note(_ kinds: [OwnWrite.Kind], of answer: Answer<Subscription>) async {
    let (subscription, at) = (answer.value, answer.context.saidAt)
    await recorder?.note(
      kinds.map { OwnWrite(at: at, id: subscription.id, name: subscription.displayName, $0) },
      companyID: subscription.companyID)
  }

  func reference(_ id: Int) -> SubscriptionReference {
    SubscriptionReference(baseURL: client.connection.baseURL.text, id: id)
  }

  /// Why nothing may be written; nil if it may.
  func lockSentence() async -> String? {
    do throws(Failure) {
      return try await gate.lock()?.sentence
    } catch {
      return FailureText.companyUnknown(
        error, baseURL: client.connection.baseURL.text, zone: clock.zone, profile: gate.profile)
    }
  }

  /// What the server has after it accepted an update. If it cannot be read, the update's own response counts.
  private func readBack(_ id: Int, _ wanted: SubscriptionInput, _ answered: Subscription) async -> EditOutcome {
    do throws(Failure) {
      let now = try await read(id).value
      return now.input.isSame(as: wanted) ? .done(now) : .readBackDiffers(now)
    } catch {
      if error.kind == .notFound { return .gone }
      return answered.input.isSame(as: wanted) ? .acceptedNotReadBack(answered, error) : .readBackDiffers(answered)
    }
  }

  /// What the server has after an update whose response was lost. An update is idempotent, so reading shows whether it
  /// was made.
  private func readAfterLostAnswer(_ id: Int, _ wanted: SubscriptionInput, _ lost: Failure) async -> EditOutcome {
    do throws(Failure) {
      let now = try await read(id).value
      return now.input.isSame(as: wanted) ? .done(now) : .unknown(lost, now: now)
    } catch {
      return error.kind == .notFound ? .gone : .unknown(lost, now: nil)
    }
  }

  /// Notes a deletion in the ledger and adds the file of the secret.
  private func noteDeletion(_ outcome: DeleteOutcome, _ id: Int) async -> DeleteOutcome {
    switch outcome {
    case .refused, .unknown, .locked: return outcome
    case .deleted, .alreadyGone: break
    }
    let file = await ledger.secretFile(of: reference(id))
    await ledger.noteIfPossible(CustodyEvent(reference(id), at: clock.now(), .deleted))
    if case .alreadyGone = outcome { return .alreadyGone(secretFile: file) }
    return .deleted(secretFile: file)
  }

  private func afterFailedDelete(_ id: Int, _ failure: Failure) async -> DeleteOutcome {
    if failure.kind == .notFound { return .alreadyGone(secretFile: nil) }
    if failure.settlesThatNothingHappened { return .refused(failure) }
    do throws(Failure) {
      _ = try await client.show(id)
      return .unknown(failure)
    } catch {
      return error.kind == .notFound ? .deleted(secretFile: nil) : .unknown(failure)
    }
  }

  private func logged(_ outcome: EditOutcome, _ id: Int) -> EditOutcome {
    let word =
      switch outcome {
      case .done: "done"
      case .nothingToChange: "nothing-to-change"
      case .changedMeanwhile: "changed-meanwhile"
      case .acceptedNotReadBack: "accepted-not-read-back"
      case .readBackDiffers: "read-back-differs"
      case .refused: "refused"
      case .unknown: "unknown"
      case .locked: "locked"
      case .gone: "gone"
      }
    log?.write("edit", [("outcome", word), ("id", String(id))])
    return outcome
  }

  private func logged(_ outcome: DeleteOutcome, _ id: Int) -> DeleteOutcome {
    let word =
      switch outcome {
      case .deleted: "deleted"
      case .alreadyGone: "already-gone"
      case .refused: "refused"
      case .unknown: "unknown"
      case .locked: "locked"
      }
    log?.write("delete", [("outcome", word), ("id", String(id))])
    return outcome
  }
}

extension Subscription {
  /// The fields that a person chooses.
  var input: SubscriptionInput { SubscriptionInput(self) }
}

extension SubscriptionInput {
  /// Whether both mean the same. The order of events does not count, and an empty name is no name.
  func isSame(as other: SubscriptionInput) -> Bool {
    (name ?? "") == (other.name ?? "") && url == other.url && isActive == other.isActive
      && Set(subscribedEvents) == Set(other.subscribedEvents)
  }
}
