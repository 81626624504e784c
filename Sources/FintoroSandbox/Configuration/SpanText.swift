/// Lengths of time in options and scenario files: `40s`, `1.5m`, `2h`, `3d`.
public enum SpanText {
  private static let units: [(suffix: Character, seconds: Double)] = [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)]

  /// Seconds, negative ones too; nil for anything else.
  public static func seconds(_ text: String) -> Double? {
    guard let unit = units.first(where: { $0.suffix == text.last }) else { return nil }
    let number = text.dropLast()
    // `Double` would also take `nan`, `inf` and hexadecimal digits.
    guard !number.isEmpty, number.allSatisfy({ "-.0123456789".contains($0) }), let count = Double(number),
      abs(count * unit.seconds) <= 1e10
    else { return nil }
    return count * unit.seconds
  }

  /// In the largest unit that keeps the number whole.
  public static func text(_ seconds: Double) -> String {
    for unit in units {
      if let whole = Int(exactly: seconds / unit.seconds), whole != 0 { return "\(whole)\(unit.suffix)" }
    }
    return seconds == 0 ? "0s" : "\(seconds)s"
  }
}
