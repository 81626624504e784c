import TerminalUI

/// Turns bytes of a terminal into keys and pastes, however reads cut the bytes. Pure: time comes in as an argument.
/// Unknown sequences mean nothing and never become keys.
struct InputDecoder {
  typealias Instant = ContinuousClock.Instant

  /// How long a single escape byte waits until it is the Esc key.
  static let escapeTimeout = Duration.milliseconds(25)
  /// How long the rest of a begun sequence may take. Longer, because no key press begins one.
  static let sequenceTimeout = Duration.milliseconds(250)
  /// How long after that the rest of a report is still known as such, so that it does not become keys.
  static let cutTimeout = Duration.seconds(5)
  /// How long a paste may pause until its end mark counts as lost.
  static let pasteTimeout = Duration.seconds(1)
  /// Bytes of a paste that are kept; the rest is dropped.
  static let maxPasteLength = 1 << 20

  let sequences: KeySequences
  private var pending: [UInt8] = []
  private var paste: PasteCollector?
  private var lastByte: Instant?
  /// How often the terminal told its status since this was last set to 0.
  var answers = 0
  /// The beginning of a sequence whose rest did not come in time, and when it was given up.
  private var cut: (bytes: [UInt8], at: Instant)?

  init(sequences: KeySequences = KeySequences()) {
    self.sequences = sequences
  }

  /// Whether the middle of a paste is still to come.
  var isInPaste: Bool { paste != nil }

  /// When `expire` must be called if no byte comes before.
  var deadline: Instant? {
    guard let lastByte else { return nil }
    if paste != nil { return lastByte + Self.pasteTimeout }
    if pending.isEmpty { return nil }
    return lastByte + (pending.allSatisfy { $0 == 0x1B } ? Self.escapeTimeout : Self.sequenceTimeout)
  }

  /// Takes what was read at `now`.
  mutating func feed(_ bytes: some Collection<UInt8>, at now: Instant) -> [TerminalEvent] {
    guard !bytes.isEmpty else { return [] }
    lastByte = now
    if pending.isEmpty, paste == nil, let cut, let first = bytes.first, now - cut.at < Self.cutTimeout,
      Self.continues(cut.bytes, with: first)
    {
      pending = cut.bytes
    }
    cut = nil
    pending.append(contentsOf: bytes)
    var events: [TerminalEvent] = []
    var at = 0
    while at < pending.count {
      if paste != nil {
        at = collectPaste(from: at, into: &events)
      } else if let step = Self.step(pending[at...], sequences) {
        at += step.length
        if case .event(let event) = step.meaning { events.append(event) }
        if case .pasteBegins = step.meaning { paste = PasteCollector() }
        if case .statusAnswer = step.meaning { answers += 1 }
      } else {
        break
      }
    }
    pending.removeFirst(at)
    return events
  }

  /// Ends a sequence or paste whose rest did not come in time.
  mutating func expire(at now: Instant) -> [TerminalEvent] {
    guard let deadline, now >= deadline else { return [] }
    defer { pending = [] }
    if let paste {
      self.paste = nil
      return [.paste(paste.text)]
    }
    if pending.allSatisfy({ $0 == 0x1B }) { return pending.map { _ in .key(.escape) } }
    // Only the last escape begins the sequence; those before it were pressed.
    let escapes = pending.prefix { $0 == 0x1B }.dropLast()
    cut = (Array(pending.dropFirst(escapes.count)), now)
    return escapes.map { _ in .key(.escape) }
  }

  /// - Returns: where the bytes go on that are not part of the paste.
  private mutating func collectPaste(from start: Int, into events: inout [TerminalEvent]) -> Int {
    guard let end = paste?.add(pending[start...]) else { return pending.count }
    events.append(.paste(paste?.text ?? ""))
    paste = nil
    return end
  }
}

/// The bytes between the marks of a bracketed paste.
struct PasteCollector {
  private static let endMark: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]
  private var content: [UInt8] = []
  /// Bytes of the end mark seen just now.
  private var matched = 0

  /// - Returns: the index behind the end mark, nil as long as it has not come.
  mutating func add(_ bytes: ArraySlice<UInt8>) -> Int? {
    var rest = bytes
    while let byte = rest.popFirst() {
      if byte == Self.endMark[matched] {
        matched += 1
        if matched == Self.endMark.count { return rest.startIndex }
        continue
      }
      // The mark has its first byte only once, so what matched so far was content.
      keep(Self.endMark[..<matched])
      matched = 0
      if byte == Self.endMark[0] {
        matched = 1
      } else {
        let end = rest.firstIndex(of: Self.endMark[0]) ?? rest.endIndex
        keep(bytes[(rest.startIndex - 1)..<end])
        rest = rest[end...]
      }
    }
    return nil
  }

  /// With the line ends of text: terminals send a carriage return for each.
  var text: String {
    // Repairs a cut character, because a paste can be cut off at its limit.
    String(decoding: content, as: UTF8.self)
      .replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    content.append(contentsOf: bytes.prefix(InputDecoder.maxPasteLength - content.count))
  }
}
