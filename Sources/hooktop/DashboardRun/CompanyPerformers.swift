import Dashboard
import FintoroAPI
import FintoroWebhooks

/// One performer for each company, with its own client and token. The performer of another profile is opened by its
/// first effect.
actor CompanyPerformers {
  private let first: Account
  private var performers: [String: Task<EffectPerformer, any Error>]

  init(_ first: Account) {
    self.first = first
    let performer = EffectPerformer(account: first)
    performers = [first.profile ?? "": Task { performer }]
  }

  /// - Parameter report: takes what happens on the way.
  nonisolated func perform(
    _ addressed: AddressedEffect, report: @escaping @Sendable (AddressedAction) -> Void = { _ in }
  ) async -> AddressedAction? {
    let recipient = Recipient.company(addressed.company)
    let action = await action(for: addressed) { report(AddressedAction($0, to: recipient)) }
    return action.map { AddressedAction($0, to: recipient) }
  }

  nonisolated private func action(
    for addressed: AddressedEffect, _ report: @escaping @Sendable (Action) -> Void
  ) async -> Action? {
    do {
      let company = addressed.effect.needsAccount ? addressed.company : first.profile ?? ""
      return try await performer(for: company).perform(addressed.effect, report: report)
    } catch {
      return failure(of: addressed.effect, because: error)
    }
  }

  private func performer(for profile: String) async throws -> EffectPerformer {
    if let known = performers[profile] { return try await known.value }
    let first = first
    let task = Task { EffectPerformer(account: try await first.account(of: profile)) }
    performers[profile] = task
    do {
      return try await task.value
    } catch {
      // The token's file may be fixed meanwhile, so the next effect reads it again.
      performers[profile] = nil
      throw error
    }
  }

  /// A profile that cannot be opened looks like an account that cannot be reached: its board says why and keeps trying.
  nonisolated private func failure(of effect: Effect, because error: any Error) -> Action? {
    let sentence = (error as? ConfigurationProblem)?.sentence ?? "the profile cannot be opened"
    let problem = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    let clock = first.environment.clock
    return switch effect {
    case .loadList:
      .listFailed(Failure(.notSent(problem: problem)), at: clock.now(), random: clock.random())
    case .create(let number, _, _), .resumeCreate(let number, _):
      .createFinished(
        number: number, .notSent(problem: sentence, about: .account), at: clock.now(), random: clock.random())
    case .readSubscription(let id): .subscriptionRead(id: id, .failed(Failure(.notSent(problem: problem))))
    case .edit(let id, _, _): .editFinished(id: id, .refused(Failure(.notSent(problem: problem))))
    case .delete(let id): .deleteFinished(id: id, .refused(Failure(.notSent(problem: problem))))
    case .rotate(let id, _): .rotateFinished(id: id, .notSent(problem: sentence, isAboutSecretFile: false))
    case .adopt(let key, _): .adoptFinished(key, .notDone(sentence))
    case .forget(let key): .forgetFinished(key, .notDone(sentence))
    case .saveDrafts: .draftsSaved(.failed(problem: sentence))
    default: nil
    }
  }
}
