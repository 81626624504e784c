import NIOCore

/// A body as it comes, in parts of bounded size: an array that grows would need twice or three times its bytes.
struct BodyParts {
  private static let partBytes = 1 << 20

  private var parts: [[UInt8]] = []
  private(set) var count = 0

  mutating func append(_ buffer: ByteBuffer) {
    var rest = buffer.readableBytesView[...]
    while !rest.isEmpty {
      if parts.last.map({ $0.count == Self.partBytes }) ?? true {
        var part: [UInt8] = []
        if count > 0 { part.reserveCapacity(Self.partBytes) }
        parts.append(part)
      }
      let taken = rest.prefix(Self.partBytes - parts[parts.count - 1].count)
      parts[parts.count - 1].append(contentsOf: taken)
      rest = rest[taken.endIndex...]
    }
    count += buffer.readableBytes
  }

  /// The whole body. The parts are let go while it is made.
  consuming func joined() -> [UInt8] {
    if parts.count < 2 { return parts.first ?? [] }
    var whole: [UInt8] = []
    whole.reserveCapacity(count)
    parts.reverse()
    while let part = parts.popLast() { whole += part }
    return whole
  }
}
