import Dashboard
import FintoroAPI
import FintoroWebhooks

/// Changes of subscriptions, and what the ledger and the company's pin know.
extension EffectPerformer {
  func read(_ id: Int) async -> ReadResult {
    do throws(Failure) {
      return .read(try await account.subscriptions.read(id).value)
    } catch {
      return .failed(error)
    }
  }

  /// Rotations that a former run left open are settled first: what they were tells where secrets are.
  func inspectSecrets(_ ids: [Int]) async -> Action {
    do throws(LedgerProblem) {
      let recovered = try await account.ledger.settleOpenRotations()
      let places = try await account.ledger.whereabouts(of: ids, baseURL: client.connection.baseURL.text)
      return .secretsInspected(
        places.mapValues { $0.mapPaths(paths.display) }, news: recovered.map { $0.sentence(paths) })
    } catch {
      return .secretsNotInspected(problem: error.sentence(paths))
    }
  }

  /// - Returns: nil when the company is noted, else why not.
  func pinCompany() async -> String? {
    do {
      _ = try await account.gate.pinAgain()
      return nil
    } catch let failure as Failure {
      return FailureText.sentence(failure, baseURL: client.connection.baseURL.text)
    } catch let problem as CompanyPinProblem {
      return problem.sentence
    } catch {
      return "The company could not be noted."
    }
  }
}
