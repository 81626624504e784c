import FintoroWebhooks
import Foundation

/// How the file of a subscription's secret is called, before a person says otherwise.
enum SecretFileName {
  static let ending = ".secret"
  private static let maxLength = 60

  /// Letters, digits and dashes from the name; from the URL's host where the name has none.
  /// - Parameter isTaken: whether a file of that name is there already.
  static func suggestion(name: String?, url: String, isTaken: (String) -> Bool) -> String {
    let words = [name ?? "", EndpointRules.host(of: url) ?? "", "subscription"]
    let stem = words.lazy.map(plain).first { !$0.isEmpty } ?? "subscription"
    return free(stem + ending, isTaken: isTaken)
  }

  /// The file name itself, or with the first number from 2 on that is not taken.
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

  /// Letters of the API's languages that have no mark to take away.
  private static let undecomposed: [Unicode.Scalar: String] = [
    "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d",
  ]
}
