import Glibc

/// Bytes on their way to the terminal. Writing never blocks: what the terminal does not take now waits.
struct OutputQueue {
  /// Of what waits; more is dropped, where nothing relies on it.
  private static let maxWaiting = 1 << 20
  private let descriptor: Int32
  private var bytes: [UInt8] = []
  /// How many of them are written.
  private var sent = 0

  /// - Parameter descriptor: does not block, where that is possible.
  init(_ descriptor: Int32) { self.descriptor = descriptor }

  var isEmpty: Bool { bytes.isEmpty }

  /// Sends at once as much as the terminal takes.
  mutating func send(_ more: [UInt8]) {
    bytes.append(contentsOf: more)
    flush()
  }

  /// The same for what may be dropped: a bell, a text for the clipboard.
  mutating func sendIfRoom(_ more: [UInt8]) {
    if bytes.count - sent + more.count <= Self.maxWaiting { send(more) }
  }

  /// Sends as much as the terminal takes. Call it when the descriptor is writable.
  mutating func flush() {
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent) }
      if count > 0 {
        sent += count
      } else if errno == EAGAIN {
        return
      } else if errno != EINTR {
        // The terminal is gone, which reading it tells.
        break
      }
    }
    drop()
  }

  /// Sends all of it, unless the terminal takes nothing for `patience` milliseconds or it takes longer than `limit`.
  /// - Parameter isOver: asked meanwhile; ends the sending.
  /// - Returns: whether all of it was sent.
  @discardableResult
  mutating func finish(patience: Int32 = 200, limit: Int32 = 1_000, unless isOver: () -> Bool) -> Bool {
    let step: Int32 = 10
    var (idle, all): (Int32, Int32) = (0, 0)
    while !isEmpty, idle < patience, all < limit, !isOver() {
      let before = sent
      var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      if poll(&ready, 1, step) <= 0 {
        idle += step
        all += step
        continue
      }
      flush()
      if sent == before, !isEmpty {
        // There was room, but not for these bytes yet.
        poll(nil, 0, step)
        idle += step
      } else {
        idle = 0
      }
      all += 1
    }
    defer { drop() }
    return isEmpty
  }

  /// Forgets what was not sent.
  mutating func drop() {
    bytes.removeAll(keepingCapacity: true)
    sent = 0
  }
}
