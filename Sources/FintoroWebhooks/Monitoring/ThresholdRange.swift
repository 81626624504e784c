/// A range of the monitoring plugin guidelines: `10`, `10:`, `~:10`, `10:20`, `@10:20`.
///
/// A value outside the range raises an alert; with `@` a value inside it does.
public struct ThresholdRange: Hashable, Sendable {
  /// Nil for no lower end.
  public var low: Double?
  /// Nil for no upper end.
  public var high: Double?
  public var alertsInside: Bool

  public init(low: Double? = 0, high: Double?, alertsInside: Bool = false) {
    self.low = low
    self.high = high
    self.alertsInside = alertsInside
  }

  /// - Parameter value: reads one end of the range; whole numbers, or times in seconds.
  public init?(_ text: String, value: (Substring) -> Double?) {
    let body = text.hasPrefix("@") ? text.dropFirst() : text[...]
    let ends = body.split(separator: ":", omittingEmptySubsequences: false)
    guard !body.isEmpty, body != ":", ends.count <= 2 else { return nil }
    var (low, high): (Double?, Double?) = (0, nil)
    if ends.count == 2, ends[0] == "~" {
      low = nil
    } else if ends.count == 2, !ends[0].isEmpty {
      guard let end = value(ends[0]) else { return nil }
      low = end
    }
    if let last = ends.last, !last.isEmpty {
      guard let end = value(last) else { return nil }
      high = end
    }
    if let low, let high, low > high { return nil }
    self.init(low: low, high: high, alertsInside: text.hasPrefix("@"))
  }

  public func alerts(on value: Double) -> Bool {
    let isInside = value >= (low ?? -.infinity) && value <= (high ?? .infinity)
    return isInside == alertsInside
  }

  /// As performance data has it.
  public var text: String {
    let start =
      switch low {
      case nil: "~:"
      case 0? where high != nil: ""
      case let low?: Self.number(low) + ":"
      }
    return (alertsInside ? "@" : "") + start + (high.map(Self.number) ?? "")
  }

  /// Never in a person's own notation: a comma would be another value.
  static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}
