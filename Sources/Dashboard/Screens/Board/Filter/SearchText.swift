import Foundation

/// A text made ready for being looked through at every key: in lower case, accents joined to their letters, as bytes.
/// Ten thousand of them are looked through in a few milliseconds, which comparing characters does not reach by far.
public struct SearchText: Equatable, Sendable {
  private let bytes: [UInt8]

  init(_ text: String) {
    let lower = text.lowercased()
    let isPlain = lower.utf8.allSatisfy { $0 < 0x80 }
    bytes = Array((isPlain ? lower : lower.precomposedStringWithCanonicalMapping).utf8)
  }

  func contains(_ other: SearchText) -> Bool {
    guard let first = other.bytes.first else { return true }
    return bytes.withUnsafeBufferPointer { text in
      other.bytes.withUnsafeBufferPointer { wanted in
        guard text.count >= wanted.count else { return false }
        for start in 0...(text.count - wanted.count) where text[start] == first {
          var at = 1
          while at < wanted.count, text[start + at] == wanted[at] { at += 1 }
          if at == wanted.count { return true }
        }
        return false
      }
    }
  }
}
