import Foundation

/// A text prepared for search at every key press: in lower case, accents joined to their letters, as UTF-8 bytes.
/// Searching ten thousand of them takes a few milliseconds; comparing characters is far slower.
public struct SearchText: Equatable, Sendable {
  private let bytes: [UInt8]

  init(_ text: String) { self.init([text]) }

  /// Joins the parts with blanks.
  init(_ parts: [String]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(parts.count) { $0 + $1.utf8.count })
    for part in parts {
      if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
      Self.add(part, to: &bytes)
    }
    self.bytes = bytes
  }

  private static func add(_ text: String, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    var isASCII = true
    bytes.withUnsafeMutableBufferPointer { bytes in
      for index in start..<bytes.count {
        if (0x41...0x5A).contains(bytes[index]) { bytes[index] |= 0x20 }
        if bytes[index] >= 0x80 { isASCII = false }
      }
    }
    guard !isASCII else { return }
    bytes.removeSubrange(start...)
    bytes.append(contentsOf: text.lowercased().precomposedStringWithCanonicalMapping.utf8)
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
