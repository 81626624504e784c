import Foundation
import NIOCore

/// The answers to creates by their keys: the same key with the same bytes never creates twice.
struct IdempotencyLedger: Sendable {
  /// Bounds in number and in bytes of answers and requests; beyond them the oldest are forgotten early.
  static let maxResponses = 100_000
  static let maxBytes = 64 << 20

  /// How long an answer is remembered.
  let life: Assumptions.KeyLife

  struct Key: Hashable, Sendable, Codable {
    let companyID: Int
    let text: String
  }

  enum Decision: Hashable, Sendable {
    /// The key is new: do the work, then `finish`.
    case proceed
    case replay(StoredResponse)
    case otherPayload
    case inWork
  }

  private enum Entry {
    case inWork(payload: [UInt8])
    case answered(payload: [UInt8], StoredResponse, at: Date)
  }

  private var entries: [Key: Entry] = [:]
  /// Answered keys in the order of their answers.
  private var answered: CircularBuffer<(key: Key, at: Date, bytes: Int)> = []
  private var bytes = 0

  init(life: Assumptions.KeyLife) {
    self.life = life
  }

  /// Reserves the key if it is free.
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

  /// Stores the answer; nil, for a refused or failed create, frees the key.
  mutating func finish(_ key: Key, with answer: StoredResponse?, at now: Date) {
    guard case .inWork(let payload) = entries[key] else { return }
    entries[key] = nil
    if let answer { remember(key, payload, answer, at: now) }
    forgetOld(at: now)
  }

  private mutating func remember(_ key: Key, _ payload: [UInt8], _ answer: StoredResponse, at moment: Date) {
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

// Over a restart: requests that were in work are gone.
extension IdempotencyLedger {
  struct Saved: Sendable, Codable {
    var key: Key
    var payload: Data
    var status: Int
    /// Nil where the state is older than this key, or the answer has no language.
    var language: Language?
    var body: Data
    var answeredAt: Date
  }

  var saved: [Saved] {
    entries.compactMap { key, entry in
      guard case .answered(let payload, let answer, let answeredAt) = entry else { return nil }
      return Saved(
        key: key, payload: Data(payload), status: answer.status, language: answer.language, body: Data(answer.body),
        answeredAt: answeredAt)
    }
  }

  init(_ saved: [Saved], life: Assumptions.KeyLife) {
    self.init(life: life)
    for one in saved.sorted(by: { $0.answeredAt < $1.answeredAt }) {
      let answer = StoredResponse(status: one.status, language: one.language, body: Array(one.body))
      remember(one.key, Array(one.payload), answer, at: one.answeredAt)
    }
  }
}

/// The first answer to a create, with the secret in its body.
struct StoredResponse: Hashable, Sendable {
  let status: Int
  /// Of a refusal's text; nil for a success, which has none.
  var language: Language?
  let body: [UInt8]
}
