import Files
import FintoroAPI
import FintoroWebhooks
import Foundation

extension SubscriptionEditor {
  /// Rotates once. The file for the new secret and a line in the ledger exist before anything is sent.
  func rotate(_ request: RotateRequest) async -> RotateOutcome {
    // A rotate that was sent is finished even if the caller is cancelled.
    let paths = paths
    let outcome = await work.run {
      await reserveAndSend(request)
    } exitMessage: {
      $0.exitMessage(of: request.id, paths)
    }
    let word =
      switch outcome {
      case .rotated: "rotated"
      case .savingFailed: "secret-not-saved"
      case .refused: "refused"
      case .lost: "lost"
      case .notSent: "not-sent"
      case .locked: "locked"
      }
    log?.write("rotate", [("outcome", word), ("id", String(request.id))])
    return outcome
  }

  private func reserveAndSend(_ request: RotateRequest) async -> RotateOutcome {
    let (paths, secret) = (paths, FilePath.split(request.secretPath).folder)
    let isAboutSecretFile = await BlockingWork.run { paths.unsafeFolders([secret]) != nil }
    if let problem = await BlockingWork.run({ paths.unsafeFolders([secret, paths.state]) }) {
      return .notSent(problem: problem.sentence(paths), isAboutSecretFile: isAboutSecretFile)
    }
    do throws(Failure) {
      // The subscription must exist, and the response tells its company.
      _ = try await read(request.id)
    } catch {
      return .refused(error)
    }
    if let locked = await lockSentence() { return .locked(locked) }
    let key = clock.newKey()
    let file: SecretFile
    do throws(SecretFileProblem) {
      file = try await BlockingWork.run { () throws(SecretFileProblem) in
        try SecretFile.reserve(request.secretPath, key: key)
      }
    } catch {
      return .notSent(problem: error.sentence(paths), isAboutSecretFile: true)
    }
    let open = OpenRotation(path: request.secretPath, format: request.format, key: key)
    do throws(LineFileProblem) {
      try await ledger.note(CustodyEvent(reference(request.id), at: clock.now(), .rotationSent(open)))
    } catch {
      await BlockingWork.run { file.release() }
      return .notSent(problem: error.sentence(paths), isAboutSecretFile: false)
    }
    return await send(request, file)
  }

  private func send(_ request: RotateRequest, _ file: SecretFile) async -> RotateOutcome {
    do throws(Failure) {
      // Sent once, whatever comes of it; a renewed token was taken over when the subscription was read.
      let answer = try await client.rotateSecret(request.id)
      await gate.recordWrite(nil)
      let outcome = await saveAndNote(answer, request, file)
      // After the secret is safe.
      await note([.rotated], of: Answer(answer.value.subscription, context: answer.context))
      return outcome
    } catch {
      await gate.recordWrite(error)
      let isSettled = error.settlesThatNothingHappened
      await BlockingWork.run { file.release() }
      await ledger.noteIfPossible(
        CustodyEvent(reference(request.id), at: clock.now(), isSettled ? .rotationRefused : .rotationLost))
      return isSettled ? .refused(error) : .lost(error)
    }
  }

  private func saveAndNote(_ answer: Answer<IssuedSecret>, _ request: RotateRequest, _ file: SecretFile) async
    -> RotateOutcome
  {
    let (subscription, secret) = (answer.value.subscription, answer.value.secret)
    let at = answer.context.serverDate ?? answer.context.receivedAt
    do throws(SecretFileProblem) {
      let path = try await save(answer.value, request, file)
      let kept = SecretInFile(path: path, format: request.format, fingerprint: SecretFingerprint(of: secret))
      await ledger.noteIfPossible(CustodyEvent(reference(request.id), at: at, .kept(.rotated, kept)))
      return .rotated(subscription, secret, savedTo: path, at: at)
    } catch {
      await ledger.noteIfPossible(CustodyEvent(reference(request.id), at: at, .rotationLost))
      return .savingFailed(subscription, secret, problem: error.sentence(paths))
    }
  }
}

extension SubscriptionEditor {
  /// The old secret is off by now. If the file fails, the folder of secrets is tried as well.
  private func save(
    _ issued: IssuedSecret, _ request: RotateRequest, _ file: SecretFile
  ) async throws(SecretFileProblem) -> String {
    let paths = paths
    return try await BlockingWork.run { () throws(SecretFileProblem) in
      do throws(SecretFileProblem) {
        return try file.keep(issued.secret, as: request.format)
      } catch {
        let subscription = issued.subscription
        let path = SecretFileProposal.path(name: subscription.name ?? "", url: subscription.url, paths)
        guard let other = try? SecretFile.reserve(path, key: file.key),
          (try? other.save(issued.secret, as: request.format)) != nil
        else { throw error }
        return path
      }
    }
  }
}

extension RotateOutcome {
  /// What is printed of a rotate that ended after the screen was gone.
  fileprivate func exitMessage(of id: Int, _ paths: Paths) -> String {
    switch self {
    case .rotated(_, _, let path, _): "Subscription \(id) was rotated; its new secret is in \(paths.display(path))."
    case .savingFailed(_, let secret, let problem):
      // No other copy of the secret exists.
      "Subscription \(id) was rotated, and its new secret could not be saved (\(problem)): \(secret.reveal())"
    case .refused, .notSent, .locked: "Subscription \(id) was not rotated; its secret is what it was."
    case .lost:
      "The answer to the rotate of subscription \(id) was lost: its old secret may no longer be valid; rotate again."
    }
  }
}

/// A rotate as a person asked for it.
struct RotateRequest: Equatable, Sendable {
  var id: Int
  /// Absolute, without `~`.
  var secretPath: String
  var format: SecretFormat = .raw
}
