import Files
import FintoroWebhooks
import Foundation

/// The file that says which company each profile is pinned to. All calls block.
struct CompanyPins: Sendable {
  let paths: Paths

  /// Whoever can change the file can let a token write to another company. The bound fits some 10,000 profiles.
  private static let rule = FileRule(maxBytes: 1 << 20, owner: .us, openness: .othersMayRead, isInSafeFolder: true)

  private struct File: Codable {
    var version = 1
    var companies: [String: Pin] = [:]
  }

  private struct Pin: Codable {
    var baseURL: String
    var name: String
    var id: Int?
  }

  /// Nil for a profile that is not pinned at this address yet.
  func pinned(_ profile: String, baseURL: String) throws(CompanyPinProblem) -> CompanyIdentity? {
    guard let pin = try file().companies[profile], pin.baseURL == baseURL else { return nil }
    return CompanyIdentity(name: pin.name, id: pin.id)
  }

  /// One at a time, by whichever hooktop: no other profile's company is written over.
  /// - Parameter unique: part of a temporary file's name, different for every call.
  func pin(
    _ company: CompanyIdentity, to profile: String, baseURL: String, unique: String
  ) throws(CompanyPinProblem) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    do {
      let folder = try FileReplacement.lockedFolder(of: paths.companies)
      try withExtendedLifetime(folder) {
        var file = try file()
        file.companies[profile] = Pin(baseURL: baseURL, name: company.name, id: company.id)
        let bytes = [UInt8](try encoder.encode(file)) + [UInt8(ascii: "\n")]
        try FileReplacement.write(bytes, to: paths.companies, replacing: true, unique: unique)
      }
    } catch let problem as CompanyPinProblem {
      throw problem
    } catch let problem as FileReplacement.Problem {
      throw CompanyPinProblem(sentence: problem.sentence(paths))
    } catch {
      throw CompanyPinProblem(sentence: "\(paths.display(paths.companies)) cannot be written.")
    }
  }

  private func file() throws(CompanyPinProblem) -> File {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(paths.companies, Self.rule)
    } catch {
      if error.isMissing { return File() }
      let reason: String
      switch error {
      // Without the folder there are no pins.
      case .folder(.notAFolder): return File()
      case .folder(let problem): reason = problem.clause(paths)
      case .foreign, .writableByOthers: reason = "another user may change it"
      default: reason = "it cannot be read"
      }
      throw CompanyPinProblem(
        sentence: "\(paths.display(paths.companies)) is not used: \(reason). Nothing is written to Fintoro meanwhile.")
    }
    guard let file = try? JSONDecoder().decode(File.self, from: Data(bytes)), file.version == 1 else {
      throw CompanyPinProblem(
        sentence: "\(paths.display(paths.companies)) is not what this version of hooktop writes there (companies of "
          + "profiles, form 1); nothing is written to Fintoro until it is fixed or removed.")
    }
    return file
  }
}

/// Why a profile's pin could not be read or written, as a sentence.
struct CompanyPinProblem: Error, Equatable, Sendable {
  var sentence: String
}
