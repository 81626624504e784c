public import FintoroWebhooks

/// Events of one type that a script emits, once or repeatedly.
public struct EventSchedule: Hashable, Sendable {
  public var type: EventType
  /// The company: 15 or 16.
  public var companyID: Int
  /// Seconds after the sandbox's start.
  public var first: Double
  /// Seconds from one to the next, above 0; nil for a single event.
  public var every: Double?
  /// How often in all; nil for without end. Ignored without `every`.
  public var times: Int?
  /// The id of the record that the first event is about; each later one is about the next id.
  public var resourceID: Int

  public init(
    _ type: EventType, companyID: Int = 15, first: Double = 0, every: Double? = nil, times: Int? = nil,
    resourceID: Int = 1
  ) {
    self.type = type
    self.companyID = companyID
    self.first = first
    self.every = every
    self.times = times
    self.resourceID = resourceID
  }

  /// The time of the event of that number, from 0, in seconds after the start; nil when there is none.
  func moment(of number: Int) -> Double? {
    guard number > 0 else { return times == 0 ? nil : first }
    guard let every, every > 0, number < times ?? .max else { return nil }
    return first + Double(number) * every
  }
}

/// The events of a script that are still to come. Times are seconds after the start.
struct ScheduledEvents: Sendable {
  /// How many events of one schedule are emitted at once; what more was missed while the machine slept is dropped.
  static let maxAtOnce = 100

  private struct Entry: Sendable {
    let schedule: EventSchedule
    /// The number of the next event, from 0.
    var number = 0

    var moment: Double? { schedule.moment(of: number) }
  }

  private var entries: [Entry]

  init(_ schedules: [EventSchedule]) {
    entries = schedules.map { Entry(schedule: $0) }
  }

  var next: Double? { entries.compactMap(\.moment).min() }

  /// Removes and returns what is due, each with the id of its record.
  mutating func take(at moment: Double) -> [(schedule: EventSchedule, resourceID: Int)] {
    var taken: [(schedule: EventSchedule, resourceID: Int)] = []
    for index in entries.indices {
      var count = 0
      while let due = entries[index].moment, due <= moment {
        if count < Self.maxAtOnce {
          taken.append((entries[index].schedule, entries[index].schedule.resourceID + entries[index].number))
        }
        count += 1
        entries[index].number += 1
      }
    }
    return taken
  }
}
