import Foundation

/// Refuses text of the command line and the environment that is not UTF-8. Swift repairs such text, so a repaired name
/// would be created, and a repaired path would lead to another file.
enum UTF8Text {
  /// The variables that name places, beside hooktop's own.
  private static let places = [
    "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "TMPDIR", "CREDENTIALS_DIRECTORY",
  ]

  /// The bytes of a list of C strings that ends in nil.
  static func texts(_ list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> [[UInt8]] {
    var texts: [[UInt8]] = []
    var next = list
    while let text = next.pointee {
      texts.append(Array(UnsafeRawBufferPointer(start: text, count: strlen(text))))
      next += 1
    }
    return texts
  }

  /// - Parameters:
  ///   - arguments: all words of the command line, the program's own name first.
  ///   - variables: as `NAME=value`.
  static func problem(arguments: [[UInt8]], variables: [[UInt8]]) -> CommandExit? {
    for (index, argument) in arguments.enumerated().dropFirst() where !isUTF8(argument) {
      let option = option(of: argument) ?? option(of: arguments[index - 1])
      let place = option.map { "The value of \($0)" } ?? "Argument \(index)"
      return CommandExit(.usage, "\(place) is not UTF-8 text; type it again in a terminal that uses UTF-8.")
    }
    for variable in variables {
      let name = String(decoding: variable.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
      guard name.hasPrefix("HOOKTOP_") || places.contains(name), !isUTF8(variable) else { continue }
      return CommandExit(.configuration, "\(name) is not UTF-8 text; set it to a value that is.")
    }
    return nil
  }

  /// The option that a word is, or begins with.
  private static func option(of word: [UInt8]) -> String? {
    guard word.starts(with: Array("--".utf8)) else { return nil }
    return String(validating: word.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }
}
