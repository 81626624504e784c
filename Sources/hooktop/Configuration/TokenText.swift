import FintoroAPI
import Foundation

/// A token out of what was found where tokens are kept.
enum TokenText {
  /// The first line without white space around it.
  /// - Parameter place: how a sentence calls where it came from.
  static func token(_ text: String, from place: String) throws(ConfigurationProblem) -> AccessToken {
    let line = text.split(maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: \.isNewline).first ?? ""
    let trimmed = line.trimmingCharacters(in: .whitespaces)
    if trimmed.isEmpty { throw .token("\(place) holds no token: its first line is empty.") }
    guard let token = AccessToken(trimmed) else {
      throw .token("\(place) does not hold a token: its first line has characters that no token has.")
    }
    return token
  }

  static func token(_ bytes: [UInt8], from place: String) throws(ConfigurationProblem) -> AccessToken {
    try token(String(decoding: bytes, as: UTF8.self), from: place)
  }
}
