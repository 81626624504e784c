import Foundation

/// Which creates were answered under which key: the same key with the same bytes never creates twice.
struct IdempotencyLedger: Sendable {
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
    entries[key] = answer.map { .answered(payload: payload, $0, at: now) }
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
    var answer: RememberedAnswer
    var answeredAt: Date
  }

  var kept: [Kept] {
    entries.compactMap { key, entry in
      guard case .answered(let payload, let answer, let answeredAt) = entry else { return nil }
      return Kept(key: key, payload: Data(payload), answer: answer, answeredAt: answeredAt)
    }
  }

  init(_ kept: [Kept], life: Assumptions.KeyLife) {
    self.init(life: life)
    for one in kept {
      entries[one.key] = .answered(payload: Array(one.payload), one.answer, at: one.answeredAt)
    }
  }
}
