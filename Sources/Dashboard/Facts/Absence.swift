import FintoroWebhooks
import Foundation

/// How long nobody has pressed a key, and what has become worse since.
struct Absence: Equatable, Sendable {
  /// Seconds without a key after which the bell may ring: until then the screen itself tells.
  static let bellAfter: Double = 60
  /// Seconds without a key after which the next one is told what has become worse.
  static let reportAfter: Double = 300

  private(set) var lastKeyAt: Date
  /// The last key in any company.
  private var lastKeyAnywhereAt: Date
  /// Subscriptions that are in a heavier state now than at the last key, in the order in which they became so.
  private var worse: [Worse] = []
  /// Whether something has become worse that the bell has not told.
  private var isBellDue = false

  private struct Worse: Equatable, Sendable {
    let id: Int
    var name: String
    /// At the last key; nil for one that was not there.
    let before: HealthWeight?
  }

  init(at now: Date) { (lastKeyAt, lastKeyAnywhereAt) = (now, now) }

  /// - Parameter isAcknowledged: whether a person has silenced it; the bell does not ring for it.
  mutating func note(_ changes: [BoardChange], at now: Date, isAcknowledged: (Int) -> Bool) {
    for change in changes {
      let rings = !isAcknowledged(change.id)
      let known = worse.first { $0.id == change.id }
      switch change.kind {
      case .vanished: worse.removeAll { $0.id == change.id }
      case .edited: break
      case .appeared(let state): note(change, before: known?.before, from: .good, to: state, rings, at: now)
      case .state(let from, let to):
        note(change, before: known.map(\.before) ?? from.weight, from: from.weight, to: to, rings, at: now)
      }
    }
  }

  private mutating func note(
    _ change: BoardChange, before: HealthWeight?, from: HealthWeight, to: HealthState, _ rings: Bool, at now: Date
  ) {
    if rings, to.weight > from, to.weight >= .warning, now.timeIntervalSince(lastKeyAnywhereAt) >= Self.bellAfter {
      isBellDue = true
    }
    if to.weight <= before ?? .good || to.weight < .warning {
      worse.removeAll { $0.id == change.id }
    } else if let index = worse.firstIndex(where: { $0.id == change.id }) {
      worse[index].name = change.name
    } else {
      worse.append(Worse(id: change.id, name: change.name, before: before))
    }
  }

  /// A key ends the absence.
  /// - Returns: after a while away what has become worse, in one line; nil for nothing.
  mutating func keyPressed(at now: Date, in zone: LocalZone) -> String? {
    defer { (lastKeyAt, lastKeyAnywhereAt, worse) = (now, now, []) }
    guard now.timeIntervalSince(lastKeyAt) >= Self.reportAfter, !worse.isEmpty else { return nil }
    let named = worse.count > 3 ? "" : ": \(worse.map(\.name).joined(separator: ", "))"
    return "+\(worse.count) worse since \(TimeText.minute(lastKeyAt, at: now, in: zone))\(named)"
  }

  /// Whether the bell is to ring now. It rings once for what became worse together.
  mutating func takeBell() -> Bool {
    defer { isBellDue = false }
    return isBellDue
  }

  /// A key in any company: somebody is there, but may not have looked at this one.
  mutating func keyPressedAnywhere(at now: Date) { lastKeyAnywhereAt = now }

  /// This machine's clock was set back.
  mutating func clockMoved(by seconds: Double) {
    lastKeyAt.addTimeInterval(seconds)
    lastKeyAnywhereAt.addTimeInterval(seconds)
  }
}
