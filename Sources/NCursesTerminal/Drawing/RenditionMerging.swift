/// Makes one sequence of several neighbouring ones that set colours and attributes.
///
/// ncurses resets, then sets the attributes, then each colour, and names the character set with every reset. No cell is
/// ever drawn in another character set, so that name says nothing.
struct RenditionMerging {
  private static let escape: UInt8 = 0x1B
  private static let shiftIn: UInt8 = 0x0F
  private static let reset: ArraySlice<UInt8> = [UInt8(ascii: "0")]

  private var result: [UInt8] = []
  /// The parameters that are not sent yet. What stands before a reset is dropped: the reset undoes it.
  private var waiting: [ArraySlice<UInt8>] = []
  /// Whether nothing has been set since the last reset. Not known before the first one.
  private var isReset = false

  /// - Parameter bytes: whole output of ncurses.
  /// - Returns: what draws the same.
  static func merged(_ bytes: [UInt8]) -> [UInt8] {
    var merging = RenditionMerging()
    merging.take(bytes)
    return merging.result
  }

  private mutating func take(_ bytes: [UInt8]) {
    result.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let byte = rest.first {
      if byte == Self.shiftIn {
        rest = rest.dropFirst()
      } else if byte == Self.escape, let end = Self.endOfCharacterSet(rest) {
        rest = rest[end...]
      } else if byte == Self.escape, let parameters = Self.parameters(rest) {
        add(parameters)
        rest = rest[(parameters.endIndex + 1)...]
      } else {
        send()
        let next = rest.dropFirst().firstIndex { $0 == Self.escape || $0 == Self.shiftIn } ?? rest.endIndex
        result += rest[..<next]
        rest = rest[next...]
      }
    }
    send()
  }

  private mutating func add(_ parameters: ArraySlice<UInt8>) {
    let first = parameters.prefix { $0 != UInt8(ascii: ";") }
    guard first.isEmpty || first.elementsEqual(Self.reset) else { return waiting.append(parameters) }
    let others = parameters[first.endIndex...].dropFirst()
    waiting = [Self.reset] + (others.isEmpty ? [] : [others])
  }

  private mutating func send() {
    guard !waiting.isEmpty else { return }
    let isOnlyReset = waiting.count == 1 && waiting[0] == Self.reset
    if isReset, waiting[0] == Self.reset { waiting.removeFirst() }
    if !waiting.isEmpty {
      result += [Self.escape, UInt8(ascii: "[")]
      // An empty one is the short form of a reset.
      if !isOnlyReset { result += waiting.joined(separator: [UInt8(ascii: ";")]) }
      result.append(UInt8(ascii: "m"))
    }
    isReset = isOnlyReset
    waiting.removeAll(keepingCapacity: true)
  }

  /// - Returns: the end of a sequence that names the usual character set.
  private static func endOfCharacterSet(_ bytes: ArraySlice<UInt8>) -> Int? {
    bytes.starts(with: [escape, UInt8(ascii: "("), UInt8(ascii: "B")]) ? bytes.startIndex + 3 : nil
  }

  /// - Returns: what stands between `CSI` and `m`; nil for every other sequence.
  private static func parameters(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let rest = bytes.dropFirst()
    guard rest.first == UInt8(ascii: "[") else { return nil }
    let parameters = rest.dropFirst().prefix { 0x30...0x3F ~= $0 }
    return bytes.indices.contains(parameters.endIndex) && bytes[parameters.endIndex] == UInt8(ascii: "m")
      ? parameters : nil
  }
}
