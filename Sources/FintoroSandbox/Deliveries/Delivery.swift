import FintoroWebhooks
import Foundation

/// An event on its way to one subscription.
struct Delivery: Hashable, Sendable, Codable {
  enum Progress: Hashable, Sendable, Codable {
    case waiting(until: Date)
    case underWay(since: Date)
    case delivered
    /// All five attempts failed. Contract: it is never tried again.
    case lost
    /// The subscription was deleted meanwhile.
    case cancelled
  }

  /// Counts deliveries in the order of their making, from 1.
  let number: Int
  /// The body's `id` and the header `webhook-id`, the same at every attempt.
  let id: String
  let subscriptionID: Int
  let event: DomainEvent
  let isSimulated: Bool
  private(set) var attempts: [Attempt] = []
  private(set) var progress: Progress

  init(number: Int, id: String, subscriptionID: Int, event: DomainEvent, isSimulated: Bool, at now: Date) {
    self.number = number
    self.id = id
    self.subscriptionID = subscriptionID
    self.event = event
    self.isSimulated = isSimulated
    progress = .waiting(until: now)
  }

  /// Whether it is never attempted again.
  var isFinished: Bool {
    switch progress {
    case .waiting, .underWay: false
    case .delivered, .lost, .cancelled: true
    }
  }

  mutating func start(at now: Date) {
    progress = .underWay(since: now)
  }

  /// Records the result of the attempt under way.
  /// - Parameter speed: divides the waits of the schedule.
  mutating func end(_ result: Attempt.Result, at now: Date, speed: Double) {
    guard case .underWay(let since) = progress else { return }
    attempts.append(Attempt(startedAt: since, endedAt: now, result: result))
    if result.isSuccess {
      progress = .delivered
    } else if attempts.count < DeliverySchedule.attempts {
      progress = .waiting(until: now + DeliverySchedule.wait(after: attempts.count) / speed)
    } else {
      progress = .lost
    }
  }

  mutating func cancel() {
    if !isFinished { progress = .cancelled }
  }

  /// Makes an attempt due again whose result is not known: a receiver may get a delivery twice, but never none.
  mutating func resume(at now: Date) {
    if case .underWay = progress { progress = .waiting(until: now) }
  }
}

extension Delivery {
  /// Its progress in one word.
  enum State: String, CaseIterable, Hashable, Sendable {
    case waiting
    case underWay = "under-way"
    case delivered
    case lost
    case cancelled
  }

  var state: State {
    switch progress {
    case .waiting: .waiting
    case .underWay: .underWay
    case .delivered: .delivered
    case .lost: .lost
    case .cancelled: .cancelled
    }
  }
}

extension DeliverySchedule {
  /// Seconds from the end of a failed attempt, counted from 1, to the next one.
  static func wait(after attempt: Int) -> Double {
    Double(attemptOffsets[attempt] - attemptOffsets[attempt - 1])
  }
}

/// One attempt to deliver, with its result.
struct Attempt: Hashable, Sendable, Codable {
  let startedAt: Date
  let endedAt: Date
  let result: Result

  struct Result: Hashable, Sendable, Codable {
    /// The status of the receiver's answer; nil without an answer.
    let status: Int?
    /// Why there is no status, as a clause for people; nil with one.
    let problem: String?

    static func answered(_ status: Int) -> Result { Result(status: status, problem: nil) }
    static func failed(_ problem: String) -> Result { Result(status: nil, problem: problem) }
    static let timedOut = failed("no answer within 10 s")

    /// Contract: 2xx, and nothing else.
    var isSuccess: Bool { status.map { (200..<300).contains($0) } ?? false }

    /// For the log.
    var sentence: String {
      if let status { return (isSuccess ? "accepted with " : "refused with ") + String(status) }
      return problem ?? "failed"
    }
  }
}

/// A change of a company's record.
struct DomainEvent: Hashable, Sendable, Codable {
  let type: EventType
  let companyID: Int
  let resourceID: Int
  let occurredAt: Date

  /// The `resource.type` of a delivery's body, such as `invoice`. Contract: one for each resource of its table.
  var resourceType: String {
    let plural = type.resource
    return EventCatalogue.resources.first { $0.id == plural }?.resourceType ?? Self.guess(from: plural)
  }

  /// For types that are newer than the table: `bank-statements` becomes `bankStatement`, as in the table's own rows.
  private static func guess(from plural: Substring) -> String {
    let words = plural.split(separator: "-")
    let joined = words.enumerated().map { $0.offset == 0 ? String($0.element) : $0.element.capitalized }.joined()
    return joined.hasSuffix("s") ? String(joined.dropLast()) : joined
  }
}

// Kept in a state file as its text.
extension EventType: Codable {}
