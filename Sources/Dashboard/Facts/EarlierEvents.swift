public import FintoroWebhooks
import Foundation

/// What the log shows from before this run: read from the history, as far back as a person has asked for.
public struct EarlierEvents: Equatable, Sendable {
  /// How far back.
  public enum Reach: Int, CaseIterable, Comparable, Sendable {
    case yesterday, days7, days30, days400

    public var next: Reach? { Reach(rawValue: rawValue + 1) }

    public var words: String {
      switch self {
      case .yesterday: "yesterday"
      case .days7: "the last 7 days"
      case .days30: "the last 30 days"
      case .days400: "all that is kept"
      }
    }

    /// The beginning of a day, by the person's clock.
    func start(at now: Date, in zone: LocalZone) -> Date {
      let days: Double =
        switch self {
        case .yesterday: 1
        case .days7: 7
        case .days30: 30
        case .days400: 400
        }
      let offset = Double(zone.secondsFromGMT(for: now))
      let today = ((now.timeIntervalSince1970 + offset) / 86_400).rounded(.down)
      return Date(timeIntervalSince1970: (today - days) * 86_400 - offset)
    }

    public static func < (left: Reach, right: Reach) -> Bool { left.rawValue < right.rawValue }
  }

  /// Newest first.
  public private(set) var events: [PastEvent] = []
  public private(set) var wanted = Reach.yesterday
  /// What `events` reach to; nil before the first were read.
  public private(set) var loaded: Reach?
  private var asked: Reach?

  /// More than a person reads; `hooktop history` prints all.
  static let maxEvents = 5_000
  /// Whether older ones were left out.
  public private(set) var isCut = false

  /// What to read now, if anything.
  mutating func due() -> Reach? {
    guard wanted != loaded, wanted != asked else { return nil }
    asked = wanted
    return wanted
  }

  func awaits(_ reach: Reach) -> Bool { asked == reach && loaded != reach }

  mutating func showOlder() { wanted = wanted.next ?? wanted }

  /// - Parameter events: oldest first.
  mutating func take(_ events: [PastEvent], _ reach: Reach) {
    isCut = events.count > Self.maxEvents
    self.events = events.suffix(Self.maxEvents).reversed()
    loaded = reach
  }

  /// What was asked for did not come.
  mutating func forgetAsked() { asked = nil }
}
