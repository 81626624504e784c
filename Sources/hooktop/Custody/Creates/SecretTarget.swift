import Files
import FintoroWebhooks

/// Where the secret of a create that is being sent ends up: an open file, or standard output.
enum SecretTarget: Sendable {
  case place(SecretPlace)
  case printed(SecretPrinter)

  /// Writes the secret; when it returns it has arrived whole.
  /// - Returns: the file; nil where it was printed.
  func keep(_ secret: SigningSecret, as format: SecretFormat) async throws(SecretTargetProblem) -> String? {
    let target = self
    return try await BlockingWork.run { () throws(SecretTargetProblem) in
      switch target {
      case .place(let place):
        do throws(SecretFileProblem) {
          return try place.keep(secret, as: format)
        } catch {
          throw .file(error)
        }
      case .printed(let printer):
        do throws(OutputProblem) {
          try printer.print(secret, format)
          return nil
        } catch {
          throw .output(error)
        }
      }
    }
  }

  /// Takes back what was made for a secret that does not come.
  func release() async {
    if case .place(let place) = self { await BlockingWork.run { place.file.release() } }
  }

  /// Takes back a file that only this try knew of: the journal would forget it.
  func releaseIfSubstitute() async {
    if case .place(let place) = self, place.isSubstitute { await release() }
  }
}

/// Why a secret that is here could not be written where it belongs.
enum SecretTargetProblem: Error, Equatable, Sendable {
  case file(SecretFileProblem)
  case output(OutputProblem)

  func sentence(_ paths: Paths) -> String {
    switch self {
    case .file(let problem): problem.sentence(paths)
    case .output(let problem): problem.sentence
    }
  }
}
