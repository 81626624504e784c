import Files
import FintoroSandbox

/// A user's own scenario on disk.
enum ScenarioFile {
  static let maxBytes = 16 << 20

  /// - Parameter typed: the path as it stands on the command line.
  static func read(_ typed: String, in environment: AppEnvironment) async throws(ScenarioFileProblem) -> Scenario {
    let path = environment.paths.absolute(typed, from: environment.folder)
    let shown = environment.paths.display(path)
    return try await BlockingWork.run { () throws(ScenarioFileProblem) in
      do throws(ConfigurationProblem) {
        return try ScenarioFileReader.parse(try text(path, shown: shown), shownPath: shown)
      } catch {
        throw ScenarioFileProblem(sentence: error.sentence)
      }
    }
  }

  private static func text(_ path: String, shown: String) throws(ConfigurationProblem) -> String {
    func problem(_ text: String) -> ConfigurationProblem { .config(path: shown, line: nil, key: nil, problem: text) }
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(path, FileRule(maxBytes: maxBytes))
    } catch {
      switch error {
      case .system(let error): throw problem("cannot be read: \(error.text)")
      case .tooLong: throw problem("is longer than 16 MiB")
      default: throw problem("is not a file")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw problem("is not UTF-8 text") }
    return text
  }
}

/// What is wrong with a scenario file: file, line, key and what was expected, in one sentence.
struct ScenarioFileProblem: Error, Equatable {
  var sentence: String
}
