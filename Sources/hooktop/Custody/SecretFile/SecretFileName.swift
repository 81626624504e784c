import Dashboard
import Files
import FintoroWebhooks
import Foundation

/// The proposed name of a secret's file.
enum SecretFileName {
  static let ending = ".secret"
  private static let maxLength = 60

  /// Letters, digits and dashes of the name, or of the URL's host if the name has none.
  /// - Parameter isTaken: whether a file of that name is there already.
  static func suggestion(name: String?, url: String, isTaken: (String) -> Bool) -> String {
    let words = [name ?? "", EndpointRules.host(of: url) ?? "", "subscription"]
    let stem = words.lazy.map(plain).first { !$0.isEmpty } ?? "subscription"
    return free(stem + ending, isTaken: isTaken)
  }

  /// The file name itself, or with the first free number from 2 on.
  static func free(_ file: String, isTaken: (String) -> Bool) -> String {
    var candidate = file
    var number = 1
    while isTaken(candidate) {
      number += 1
      candidate = numbered(file, number)
    }
    return candidate
  }

  /// `erp-sync.secret` with 2 becomes `erp-sync-2.secret`.
  static func numbered(_ file: String, _ number: Int) -> String {
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return "\(file)-\(number)" }
    return "\(file[..<dot])-\(number)\(file[dot...])"
  }

  /// Lower-case ASCII letters and digits, everything else between them one dash.
  private static func plain(_ text: String) -> String {
    var result = ""
    for scalar in text.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
      if scalar.properties.generalCategory == .nonspacingMark { continue }
      if let letters = undecomposed[scalar] {
        result += letters
      } else if scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal {
        result.unicodeScalars.append(scalar)
      } else if !result.isEmpty, !result.hasSuffix("-") {
        result += "-"
      }
    }
    let cut = result.prefix(maxLength)
    return String(cut.reversed().drop { $0 == "-" }.reversed())
  }

  /// Letters that have no accent to remove.
  private static let undecomposed: [Unicode.Scalar: String] = [
    "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d",
  ]
}

extension SecretFile {
  private static let maxNumber = 999

  /// Reserves the path, or the same with the first free number. An abandoned placeholder of the same key is used again.
  static func reserveNumbered(_ path: String, key: IdempotencyKey) throws(SecretFileProblem) -> SecretFile {
    var problem = SecretFileProblem.exists(path)
    for number in 1...maxNumber {
      let candidate = number == 1 ? path : numbered(path, number)
      do {
        return try reserve(candidate, key: key)
      } catch {
        guard error == .exists(candidate) || error == .isLink(candidate) else { throw error }
        problem = error
      }
      if let (file, contents) = try? reopen(candidate, key: key), contents == nil { return file }
    }
    throw problem
  }

  /// The path, or the same with the first free number.
  static func freePath(_ path: String) -> String {
    let (folder, name) = FilePath.split(path)
    return Paths.join(folder, SecretFileName.free(name) { FilePath.exists(Paths.join(folder, $0)) })
  }

  private static func numbered(_ path: String, _ number: Int) -> String {
    let (folder, name) = FilePath.split(path)
    return Paths.join(folder, SecretFileName.numbered(name, number))
  }
}

/// Where a secret would go, and whether it can. Makes nothing.
enum SecretFileProposal {
  /// Proposes a free file name made from the subscription's name.
  static func make(name: String, url: String, _ paths: Paths) -> SecretFileCheck {
    check(paths.display(path(name: name, url: url, paths)), paths)
  }

  /// The same as an absolute path, unchecked.
  static func path(name: String, url: String, _ paths: Paths) -> String {
    let file = SecretFileName.suggestion(name: name.isEmpty ? nil : name, url: url) { candidate in
      FilePath.exists(Paths.join(paths.secrets, candidate))
    }
    return Paths.join(paths.secrets, file)
  }

  /// - Parameter typed: as a person writes it, with `~`.
  static func check(_ typed: String, _ paths: Paths) -> SecretFileCheck {
    guard !typed.isEmpty else {
      return SecretFileCheck(path: typed, problem: "a path is needed, for example ~/erp.secret")
    }
    do throws(PathProblem) {
      let path = try paths.absolute(typed, from: Paths.currentFolder())
      return SecretFileCheck(path: typed, problem: SecretFile.problem(reserving: path)?.sentence(paths))
    } catch {
      return SecretFileCheck(path: typed, problem: error.sentence)
    }
  }
}
