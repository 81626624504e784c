/// A length of time as a person types it.
public enum DurationText {
  /// Seconds of `90`, `90s`, `15min`, `6h`, `7d`, `2w`; nil for another form.
  public static func seconds(_ text: some StringProtocol) -> Double? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let units = ["": 1.0, "s": 1, "m": 60, "min": 60, "h": 3_600, "d": 86_400, "w": 604_800]
    guard !digits.isEmpty, digits.count <= 9, let unit = units[String(text.dropFirst(digits.count))] else { return nil }
    return Double(String(digits)).map { $0 * unit }
  }
}
