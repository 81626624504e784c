import Files
import FintoroWebhooks
import Foundation
import History

/// The gaps of one connection's company: those of the decisions file, and those that the history shows besides.
struct KeptGaps {
  let kept: KeptHistory
  private let file: DecisionsFile
  /// What the history adds; it is not written yet.
  private let additions: [GapEvent]
  let book: GapBook
  /// The newest state of each subscription, as it was seen.
  let states: [Int: HealthState]

  /// - Parameter since: how far back the history is read.
  static func open(
    _ options: ConnectionOptions, _ environment: AppEnvironment, since: Date
  ) async throws -> KeptGaps {
    let (kept, now) = (try await KeptHistory.open(options, environment), environment.clock.now())
    let file = DecisionsFile(path: kept.paths.gaps)
    let contents = try await BlockingWork.run { () throws(CommandExit) in
      do throws(LineFileProblem) { return try file.read() } catch {
        throw CommandExit(.inputOutput, error.sentence(kept.paths))
      }
    }
    // A gap that goes on may have begun long before; what was seen before it bounds its beginning.
    let seen = try await kept.seen(nil, since: since.addingTimeInterval(-30 * 86_400), now: now)
    var book = kept.key.map(contents.book) ?? GapBook()
    let additions = seen.histories.flatMap { book.take($0, limits: kept.limits($0.id)) }
    if contents.unreadable > 0 {
      StandardError.print(
        "\(contents.unreadable) lines of \(kept.paths.display(kept.paths.gaps)) cannot be read and were passed over.")
    }
    let states = seen.histories.reduce(into: [Int: HealthState]()) { states, history in
      guard history.deletion == nil, let last = history.observations.last else { return }
      let time = ServerTime(now: max(now, last.at))
      states[history.id] = Health.of(last.subscription, at: time, limits: kept.limits(history.id)).state
    }
    return KeptGaps(kept: kept, file: file, additions: additions, book: book, states: states)
  }

  /// The gap that a person typed: its id, the beginning of it, or a subscription with one open gap.
  func find(_ typed: String, at now: Date) throws(CommandExit) -> GapRecord {
    let typed = typed.lowercased()
    if let record = book[GapID(rawValue: typed)] { return record }
    let open = book.open(at: now)
    // One that is open is meant before one that was closed today.
    let wanted = open.filter { $0.standing(at: now) != .closed }
    let found =
      Int(typed).map { id in
        let own = wanted.filter { $0.gap.subscriptionID == id }
        return own.isEmpty ? open.filter { $0.gap.subscriptionID == id } : own
      }
      ?? book.records.filter { $0.id.rawValue.hasPrefix(typed) }
    guard let record = found.first else {
      throw CommandExit(.notFound, "There is no gap \(typed); `hooktop gaps` lists them.")
    }
    guard found.count == 1 else {
      let ids = found.prefix(5).map(\.id.rawValue).joined(separator: ", ")
      throw CommandExit(.usage, "\(typed) may be \(ids): type more of it.")
    }
    return record
  }

  /// Writes down what a person decides about one gap.
  /// - Returns: nil where the gap goes on, so that it cannot be ticked.
  func decide(
    _ decision: GapDecision, about id: GapID, by person: String, at now: Date
  ) async throws -> GapRecord? {
    guard let key = kept.key else { return nil }
    let (file, additions) = (file, additions)
    do throws(LineFileProblem) {
      return try await BlockingWork.run { () throws(LineFileProblem) -> GapRecord? in
        var decided: GapRecord?
        _ = try file.change(key) { book in
          // What only the history showed is written with it: history may be lost.
          // One after the other: how it ended says something only once it has begun.
          let missing = additions.filter { $0.gap == id && book.takes($0) }
          guard let event = book[id].flatMap({ decision.event(of: $0, by: person, at: now) }) else { return [] }
          book.add(event)
          decided = book[id]
          return missing + [event]
        }
        return decided
      }
    } catch {
      throw CommandExit(.inputOutput, error.sentence(kept.paths))
    }
  }
}

extension GapBook {
  /// - Returns: false where the event adds nothing: another hooktop was faster.
  fileprivate mutating func takes(_ event: GapEvent) -> Bool {
    let before = self
    add(event)
    return self != before
  }
}
