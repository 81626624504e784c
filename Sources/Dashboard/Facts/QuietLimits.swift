public import FintoroWebhooks

/// After how many days without a success a subscription is quiet: for all, and for single ones by id.
public struct QuietLimits: Equatable, Sendable {
  public var days: Int
  public var daysByID: [Int: Int]

  public init(days: Int = 7, daysByID: [Int: Int] = [:]) {
    self.days = days
    self.daysByID = daysByID
  }

  public func limits(of id: Int) -> HealthLimits {
    HealthLimits(quiet: Double(daysByID[id] ?? days) * 86_400)
  }
}
