import Dashboard
import Files
import FintoroAPI
import FintoroWebhooks
import Foundation

/// A form is a draft until the journal has its create. A draft that was sent would be offered as one that was not.
extension EffectPerformer {
  /// Takes the draft of a create from the disk before its request goes out.
  func creates(_ number: Int, _ report: @escaping @Sendable (Action) -> Void) -> CreateWorkflow {
    var creates = account.creates
    creates.willSend = { create in
      await removeDraft(of: [create])
      report(.createEntered(number: number, create.key))
    }
    return creates
  }

  /// Drafts of which the journal has the create are left out: a run was killed between the two.
  func loadDrafts() async -> Action {
    // First the journal: an entry goes only after its draft.
    await removeDraft(of: account.creates.ownEntries())
    let file = draftFile
    do throws(DraftFile.Problem) {
      return .draftsLoaded(try await BlockingWork.run { () throws(DraftFile.Problem) in try file.read() })
    } catch {
      return .draftsUnusable(problem: error.sentence)
    }
  }

  func save(_ change: DraftsChange) async -> DraftsSaveResult {
    // A newer write has replaced this one and contains all of it.
    if Task.isCancelled { return .saved() }
    let (file, unique) = (draftFile, clock.newKey().rawValue)
    do throws(DraftFile.Problem) {
      return .saved(
        foreign: try await BlockingWork.run { () throws(DraftFile.Problem) in try file.write(change, unique: unique) })
    } catch {
      return .failed(problem: error.sentence)
    }
  }

  /// A draft that cannot be read or removed stays: it is told of when it is loaded or written.
  private func removeDraft(of creates: [PendingCreate]) async {
    let inputs = creates.compactMap { FintoroClient.createInput($0.body) }
    if inputs.isEmpty { return }
    let (file, unique) = (draftFile, clock.newKey().rawValue)
    await BlockingWork.run {
      guard let sent = try? file.read().new, inputs.contains(sent.input) else { return }
      _ = try? file.write(DraftsChange(before: [Drafts(new: sent)], wanted: Drafts()), unique: unique)
    }
  }

  private var draftFile: DraftFile {
    DraftFile(profile: account.profile, baseURL: client.connection.baseURL.text, paths: paths)
  }
}

extension EffectPerformer {
  func saveSettings(_ changes: [ConfigChange]) async -> SettingsSaveResult {
    await save(changes, createIfMissing: true)
  }

  func savePreferences(_ changes: [ConfigChange]) async -> SettingsSaveResult {
    await save(changes, createIfMissing: false)
  }

  /// - Parameter createIfMissing: whether to make a config if there is none.
  private func save(_ changes: [ConfigChange], createIfMissing: Bool) async -> SettingsSaveResult {
    let (paths, unique) = (paths, clock.newKey().rawValue)
    return await BlockingWork.run {
      let shown = paths.display(paths.configFile)
      do {
        guard try createIfMissing || ConfigFile.text(paths) != nil else {
          return .failed(changes, problem: "no \(shown); S makes one.")
        }
        let outcome = try ConfigFile.change(changes, paths, unique: unique)
        return SettingsSaveResult(
          saved: outcome.saved, refused: outcome.refused.map(\.change), path: shown, isNewFile: outcome.isNewFile,
          problem: outcome.refused.isEmpty ? nil : outcome.refused.map(\.problem.sentence).joined(separator: " "))
      } catch {
        return .failed(changes, problem: ErrorReport(error, paths: paths)?.text ?? "\(shown) cannot be written.")
      }
    }
  }

  /// If it cannot be written, the tour is only shown again.
  func rememberTour() async -> Action? {
    let (paths, unique) = (paths, clock.newKey().rawValue)
    await BlockingWork.run { try? FileReplacement.write([], to: paths.tourSeen, replacing: true, unique: unique) }
    return nil
  }
}
