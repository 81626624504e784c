import Foundation
import NIOCore

/// Which creates were answered under which key: the same key with the same bytes never creates twice.
struct IdempotencyLedger: Sendable {
  /// Answers are forgotten before their time where there are more, or where they and their requests are longer.
  static let maxResponses = 100_000
  static let maxBytes = 64 << 20

  /// How long an answer is remembered.
  let life: Assumptions.KeyLife

  struct Key: Hashable, Sendable, Codable {
    let companyID: Int
    let text: String
  }

  enum Decision: Hashable, Sendable {
    /// Nothing is known of the key: do the work, then `finish`.
    case proceed
    case replay(RememberedAnswer)
    case otherPayload
    case inWork
  }

  private enum Entry {
    case inWork(payload: [UInt8])
    case answered(payload: [UInt8], RememberedAnswer, at: Date)
  }

  private var entries: [Key: Entry] = [:]
  /// Those that are answered, in the order in which they were.
  private var answered: CircularBuffer<(key: Key, at: Date, bytes: Int)> = []
  private var bytes = 0

  var answeredCount: Int { answered.count }

  init(life: Assumptions.KeyLife) {
    self.life = life
  }

  /// Reserves the key where it is free.
  mutating func begin(_ key: Key, payload: [UInt8], at now: Date) -> Decision {
    switch entries[key] {
    case .inWork: return .inWork
    case .answered(let first, let answer, let answeredAt) where isAlive(answeredAt, at: now):
      return first == payload ? .replay(answer) : .otherPayload
    case .answered, nil:
      entries[key] = .inWork(payload: payload)
      return .proceed
    }
  }

  /// Remembers the answer; nil (a refused or failed create) sets the key free again.
  mutating func finish(_ key: Key, with answer: RememberedAnswer?, at now: Date) {
    guard case .inWork(let payload) = entries[key] else { return }
    entries[key] = nil
    if let answer { remember(key, payload, answer, at: now) }
    forgetOld(at: now)
  }

  private mutating func remember(_ key: Key, _ payload: [UInt8], _ answer: RememberedAnswer, at moment: Date) {
    entries[key] = .answered(payload: payload, answer, at: moment)
    answered.append((key, moment, payload.count + answer.body.count))
    bytes += payload.count + answer.body.count
  }

  private mutating func forgetOld(at now: Date) {
    while let oldest = answered.first,
      !isAlive(oldest.at, at: now) || answered.count > Self.maxResponses || bytes > Self.maxBytes
    {
      answered.removeFirst()
      bytes -= oldest.bytes
      // A key that was used again after its life has a newer answer, which stays.
      if case .answered(_, _, let answeredAt) = entries[oldest.key], answeredAt == oldest.at {
        entries[oldest.key] = nil
      }
    }
  }

  func isInWork(_ key: Key) -> Bool {
    if case .inWork = entries[key] { true } else { false }
  }

  private func isAlive(_ answeredAt: Date, at now: Date) -> Bool {
    switch life {
    case .seconds(let seconds): now.timeIntervalSince(answeredAt) < seconds
    case .forever: true
    }
  }
}

// Over a restart: what was in work then is not any more.
extension IdempotencyLedger {
  struct Kept: Sendable, Codable {
    var key: Key
    var payload: Data
    var status: Int
    var body: Data
    var answeredAt: Date
  }

  var kept: [Kept] {
    entries.compactMap { key, entry in
      guard case .answered(let payload, let answer, let answeredAt) = entry else { return nil }
      return Kept(
        key: key, payload: Data(payload), status: answer.status, body: Data(answer.body), answeredAt: answeredAt)
    }
  }

  init(_ kept: [Kept], life: Assumptions.KeyLife) {
    self.init(life: life)
    for one in kept.sorted(by: { $0.answeredAt < $1.answeredAt }) {
      let answer = RememberedAnswer(status: one.status, body: Array(one.body))
      remember(one.key, Array(one.payload), answer, at: one.answeredAt)
    }
  }
}

/// The answer to a create as it was first given: the secret is in its body.
struct RememberedAnswer: Hashable, Sendable {
  let status: Int
  let body: [UInt8]
}
