import Dashboard
import FintoroWebhooks
import Foundation

extension EffectPerformer {
  func saveSettings(_ changes: [ConfigChange]) async -> SettingsSaveResult {
    let (paths, unique) = (paths, clock.newKey().rawValue)
    return await BlockingWork.run {
      do {
        try ConfigFile.change(changes, paths, unique: unique)
        return .saved(changes, path: paths.display(paths.configFile))
      } catch {
        return .failed(problem: ErrorReport(error, paths: paths)?.text ?? "config.toml cannot be written.")
      }
    }
  }

  /// A tour that cannot be remembered only comes again.
  func rememberTour() async -> Action? {
    let (paths, unique) = (paths, clock.newKey().rawValue)
    await BlockingWork.run { try? PrivateFile.write([], to: paths.tourSeen, replacing: true, unique: unique) }
    return nil
  }
}
