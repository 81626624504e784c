import Dashboard
import Files
import FintoroAPI
import FintoroWebhooks

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
    // Replaced before it began: what comes after it has more in it.
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
