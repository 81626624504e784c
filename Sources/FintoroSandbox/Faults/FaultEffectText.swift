/// The text forms of the effects: one row each.
struct FaultEffectText: Sendable {
  let name: String
  /// As it is shown to people, such as `cut=BYTES`.
  let form: String
  /// What the value may be, as the end of a sentence.
  let expected: String
  /// The effect of a value; nil for a value that cannot be read.
  let read: @Sendable (String?) -> FaultEffect?

  static let table: [FaultEffectText] =
    substitutes(.beforeHandler, suffix: "") + substitutes(.afterCommit, suffix: "-after") + [
      plain("refuse", .refuse),
      plain("drop-before", .drop(.beforeHandler)),
      plain("drop-after", .drop(.afterCommit)),
      FaultEffectText(name: "cut", form: "cut=BYTES", expected: "a whole number from 0") { value in
        value.flatMap(wholeNumber).map { .cut(bytes: $0) }
      },
      FaultEffectText(name: "cut-json", form: "cut-json[=BYTES]", expected: "a whole number from 0") { value in
        guard let value else { return .change(.cut(bytes: nil)) }
        return wholeNumber(value).map { .change(.cut(bytes: $0)) }
      },
      FaultEffectText(name: "wrong-types", form: "wrong-types[=FIELD]", expected: "a field such as isActive") { value in
        value?.isEmpty == true ? nil : .change(.wrongTypes(field: value))
      },
      plain("extra-fields", .change(.extraFields)),
      plain("unknown-events", .change(.unknownEvents)),
      FaultEffectText(name: "huge-list", form: "huge-list[=COUNT]", expected: "a whole number up to 100000") { value in
        (value.map(wholeNumber) ?? 10_000).flatMap { $0 <= 100_000 ? .change(.hugeList(count: $0)) : nil }
      },
      FaultEffectText(name: "dribble", form: "dribble[=BYTES]", expected: "bytes a second, from 1") { value in
        (value.map(wholeNumber) ?? 1).flatMap { $0 > 0 ? .dribble(bytesPerSecond: $0) : nil }
      },
      FaultEffectText(name: "delay", form: "delay=SECONDS", expected: "a number above 0 such as 1.5") { value in
        value.flatMap(seconds).map { .delay(seconds: $0) }
      },
      FaultEffectText(name: "hold", form: "hold=SECONDS", expected: "a number above 0 such as 1.5") { value in
        value.flatMap(seconds).map { .hold(seconds: $0) }
      },
    ]

  private static func substitutes(_ moment: FaultMoment, suffix: String) -> [FaultEffectText] {
    [
      plain("401" + suffix, .answer(.unauthenticated, moment)),
      plain("403" + suffix, .answer(.forbidden, moment)),
      FaultEffectText(name: "429" + suffix, form: "429\(suffix)[=SECONDS]", expected: "a whole number from 0") {
        value in
        (value.map(wholeNumber) ?? 60).map { .answer(.tooManyRequests(retryAfter: $0), moment) }
      },
      plain("500" + suffix, .answer(.serverError, moment)),
      plain("503" + suffix, .answer(.unavailable, moment)),
      FaultEffectText(name: "html" + suffix, form: "html\(suffix)[=STATUS]", expected: "a status from 200 to 599") {
        value in
        (value.map(wholeNumber) ?? 200)
          .flatMap { (200...599).contains($0) ? .answer(.page(status: $0), moment) : nil }
      },
      FaultEffectText(name: "redirect" + suffix, form: "redirect\(suffix)=URL", expected: "a URL") { value in
        value.flatMap { $0.isEmpty ? nil : .answer(.redirect(to: $0), moment) }
      },
    ]
  }

  private static func plain(_ name: String, _ effect: FaultEffect) -> FaultEffectText {
    FaultEffectText(name: name, form: name, expected: "without a value") { $0 == nil ? effect : nil }
  }

  private static func wholeNumber(_ text: String) -> Int? {
    Int(text).flatMap { $0 >= 0 && $0 <= 1_000_000_000 ? $0 : nil }
  }

  private static func seconds(_ text: String) -> Double? {
    Double(text).flatMap { $0 > 0 && $0 <= 86_400 ? $0 : nil }
  }
}
