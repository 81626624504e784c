import Dashboard
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

  /// - Returns: nil when they are on the disk, else why not.
  func save(_ drafts: Drafts) async -> String? {
    // Replaced before it began: what comes after it has more in it.
    if Task.isCancelled { return nil }
    let (file, unique) = (draftFile, clock.newKey().rawValue)
    do throws(DraftFile.Problem) {
      try await BlockingWork.run { () throws(DraftFile.Problem) in try file.write(drafts, unique: unique) }
      return nil
    } catch {
      return error.sentence
    }
  }

  private var draftFile: DraftFile {
    DraftFile(profile: session.profile, baseURL: client.connection.baseURL.text, paths: paths)
  }
}
