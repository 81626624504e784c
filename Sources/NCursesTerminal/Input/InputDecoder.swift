import TerminalUI

/// Bytes of a terminal → keys and pastes, however the bytes are cut into reads. Pure: time comes in as an argument.
/// What is not understood means nothing; it never becomes keys.
struct InputDecoder {
  typealias Instant = ContinuousClock.Instant

  /// How long an escape byte may stand alone until it is the Esc key.
  static let escapePatience = Duration.milliseconds(25)
  /// How long the rest of a sequence that has begun may take. Longer, because only a terminal begins one.
  static let sequencePatience = Duration.milliseconds(250)
  /// How long a paste may pause until its end counts as lost.
  static let pastePatience = Duration.seconds(1)
  /// Bytes of a paste that are kept; the rest is dropped.
  static let maxPasteLength = 1 << 20

  let sequences: KeySequences
  private var pending: [UInt8] = []
  private var paste: PasteCollector?
  private var lastByte: Instant?

  init(sequences: KeySequences = KeySequences()) {
    self.sequences = sequences
  }

  /// Whether the middle of a paste is still to come.
  var isInPaste: Bool { paste != nil }

  /// When `expire` must be called if no byte comes before.
  var deadline: Instant? {
    guard let lastByte else { return nil }
    if paste != nil { return lastByte + Self.pastePatience }
    if pending.isEmpty { return nil }
    return lastByte + (pending.allSatisfy { $0 == 0x1B } ? Self.escapePatience : Self.sequencePatience)
  }

  /// Takes what was read at `now`.
  mutating func feed(_ bytes: some Collection<UInt8>, at now: Instant) -> [TerminalEvent] {
    guard !bytes.isEmpty else { return [] }
    lastByte = now
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
      } else {
        break
      }
    }
    pending.removeFirst(at)
    return events
  }

  /// Gives up waiting for the rest of what has begun, if its time is over.
  mutating func expire(at now: Instant) -> [TerminalEvent] {
    guard let deadline, now >= deadline else { return [] }
    defer { pending = [] }
    if let paste {
      self.paste = nil
      return [.paste(paste.text)]
    }
    return pending.allSatisfy { $0 == 0x1B } ? pending.map { _ in .key(.escape) } : []
  }

  /// - Returns: where the bytes go on that are not part of the paste.
  private mutating func collectPaste(from start: Int, into events: inout [TerminalEvent]) -> Int {
    guard let end = paste?.add(pending[start...]) else { return pending.count }
    events.append(.paste(paste?.text ?? ""))
    paste = nil
    return end
  }
}
