/// The events of a script that are still to happen. Times are seconds after the start.
struct ScheduledEvents: Sendable {
  /// More than these of one schedule never happen at once: what was missed while the machine slept stays away.
  static let maxAtOnce = 100

  private struct Entry: Sendable {
    let schedule: EventSchedule
    /// Of the event that is next, from 0.
    var number = 0

    var moment: Double? { schedule.moment(of: number) }
  }

  private var entries: [Entry]

  init(_ schedules: [EventSchedule]) {
    entries = schedules.map { Entry(schedule: $0) }
  }

  var next: Double? { entries.compactMap(\.moment).min() }

  /// What is due, each with the id of the record that it is about.
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
