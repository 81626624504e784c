import Foundation

/// A line of a file that is only appended.
public enum JSONLine {
  /// The same value always gives the same bytes: keys are sorted. The line's end is part of them.
  /// - Parameter value: of texts and whole numbers alone, which always have a JSON form.
  public static func bytes(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return [UInt8](try encoder.encode(value)) + [UInt8(ascii: "\n")]
    } catch {
      preconditionFailure("texts and whole numbers always have a JSON form: \(error)")
    }
  }
}
