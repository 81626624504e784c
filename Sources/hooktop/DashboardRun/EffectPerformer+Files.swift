import Dashboard
import Files
import FintoroAPI
import FintoroWebhooks
import Foundation

extension EffectPerformer {
  func loadDrafts() async -> Action {
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
