/// Takes out of a JSON text what is nested more deeply than a decoder reads.
enum JSONNesting {
  /// Far above anything in the contract, far below the 512 levels at which Foundation's decoder gives up.
  static let maxDepth = 64

  /// The same text with every array and object below `maxDepth` emptied; nil where nothing is nested so deeply, or
  /// where brackets do not match.
  ///
  /// What was emptied becomes blanks, so that all other bytes stay at their places.
  static func flattened(_ body: [UInt8]) -> [UInt8]? {
    var flat = body
    var depth = 0
    var isChanged = false
    var isInText = false
    var isEscaped = false
    for index in body.indices {
      let byte = body[index]
      var isBlanked = depth > maxDepth
      if isInText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInText = false
        }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isInText = true
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
          depth -= 1
          // The bracket that ends what is emptied stays.
          isBlanked = depth > maxDepth
          if depth < 0 { return nil }
        default: break
        }
      }
      if isBlanked {
        flat[index] = UInt8(ascii: " ")
        isChanged = true
      }
    }
    return isChanged && depth == 0 && !isInText ? flat : nil
  }
}
