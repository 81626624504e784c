public import FintoroWebhooks
import struct Foundation.Date

/// Whether what is seen is remembered, and what was read of it: the last 30 days of the subscriptions that a person
/// looks at. Those of all would be too many.
public struct KnownPast: Equatable, Sendable {
  public enum Status: Equatable, Sendable {
    /// No list was recorded yet.
    case unknown
    case on
    /// Why, as a sentence.
    case off(String)
  }

  public internal(set) var status = Status.unknown
  public private(set) var history = RecentHistory(reach: .days30)
  /// What hooktop itself changed in that time, oldest first, by subscription.
  public private(set) var writes: [Int: [OwnWrite]] = [:]
  /// What the log shows of earlier days.
  public internal(set) var earlier = EarlierEvents()
  /// Subscriptions whose past is here.
  public private(set) var loaded: Set<Int> = []
  /// Those that were asked for and have not come yet.
  private var asked: Set<Int> = []
  /// Those that hooktop changed since they were read.
  private var outdated: Set<Int> = []

  /// More than one screen shows, and two pages around it.
  static let maxLoaded = 1_000

  public init() {}

  /// Which of the wanted ones are to be read now. Where too many are here, those that are not wanted go.
  mutating func missing(_ wanted: [Int]) -> [Int] {
    guard status == .on else { return [] }
    let missing = wanted.filter { (!loaded.contains($0) || outdated.contains($0)) && !asked.contains($0) }
    if loaded.count + missing.count > Self.maxLoaded {
      loaded.formIntersection(wanted)
      history.keep(loaded)
      writes = writes.filter { loaded.contains($0.key) }
    }
    asked.formUnion(missing)
    return missing
  }

  func awaits(_ ids: [Int]) -> Bool { asked.isSuperset(of: ids) }

  mutating func take(_ past: RecentHistory, _ writes: [OwnWrite], of ids: [Int]) {
    history.addPast(past)
    for id in ids { self.writes[id] = writes.filter { $0.id == id } }
    asked.subtract(ids)
    outdated.subtract(ids)
    loaded.formUnion(ids)
  }

  /// hooktop has changed it: its past has something new.
  mutating func outdate(_ id: Int) { outdated.insert(id) }

  mutating func watch(at date: Date, pause: Double) { history.watch(at: date, pause: pause) }

  /// What this run has watched.
  mutating func watched(_ spans: [WatchedSpan]) { history.addWatched(spans) }

  /// - Parameter state: nil where it is gone.
  mutating func note(_ id: Int, _ state: HealthState?, at date: Date) {
    if loaded.contains(id) { history.note(id, state, at: date) }
  }

  /// What could not be read is asked for again once history is on again.
  mutating func turnOff(_ problem: String) {
    status = .off(problem)
    asked = []
    earlier.forgetAsked()
  }
}
