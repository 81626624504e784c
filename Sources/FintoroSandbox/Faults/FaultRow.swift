import Hummingbird

/// What a kind of fault takes behind its name, and what it does.
struct FaultRow: Sendable {
  /// What follows the name, as it is shown to people: `=BYTES`, `[=SECONDS]`, or nothing.
  let form: String
  /// What the value may be, as the end of a sentence.
  let expected: String
  /// Whether it is an answer in place of the real one, so that `-after` may follow the name.
  let isAnswer: Bool
  /// The value as it is written out in full, and the action; nil for a value that cannot be read.
  let read: @Sendable (_ value: String?, FaultMoment) -> (value: String?, action: FaultAction)?

  private init<Value>(
    _ value: FaultValue<Value>, isAnswer: Bool, _ action: @escaping @Sendable (Value, FaultMoment) -> FaultAction
  ) {
    form = value.form
    expected = value.expected
    self.isAnswer = isAnswer
    read = { text, moment in value.read(text).map { (value.text($0), action($0, moment)) } }
  }

  static func plain(_ action: FaultAction) -> FaultRow {
    taking(.nothing) { action }
  }

  static func taking<Value>(
    _ value: FaultValue<Value>, _ action: @escaping @Sendable (Value) -> FaultAction
  ) -> FaultRow {
    FaultRow(value, isAnswer: false) { value, _ in action(value) }
  }

  static func answer(_ response: @escaping @Sendable (SubstituteResponses) -> Response) -> FaultRow {
    answer(.nothing) { substitutes, _ in response(substitutes) }
  }

  static func answer<Value: Sendable>(
    _ value: FaultValue<Value>, _ response: @escaping @Sendable (SubstituteResponses, Value) -> Response
  ) -> FaultRow {
    FaultRow(value, isAnswer: true) { value, moment in .end(.answer(moment) { response($0, value) }) }
  }
}

/// The value behind a fault's name: how it is written, read and written again.
struct FaultValue<Value: Sendable>: Sendable {
  let form: String
  let expected: String
  /// - Parameter text: nil where the name stands alone.
  let read: @Sendable (_ text: String?) -> Value?
  /// Nil where the name alone says it.
  let text: @Sendable (Value) -> String?

  private init(
    form: String, expected: String, read: @escaping @Sendable (String?) -> Value?,
    text: @escaping @Sendable (Value) -> String?
  ) {
    self.form = form
    self.expected = expected
    self.read = read
    self.text = text
  }

  private init(_ name: String, _ expected: String, _ read: @escaping @Sendable (String) -> Value?) {
    self.init(form: "=\(name)", expected: expected, read: { $0.flatMap(read) }, text: { "\($0)" })
  }

  /// The name alone stands for that value, which is written out all the same.
  func defaulting(to value: Value) -> FaultValue {
    FaultValue(form: "[\(form)]", expected: expected, read: { $0 == nil ? value : read($0) }, text: text)
  }

  /// The name alone stands for no value.
  static func optional<Wrapped>(_ value: FaultValue<Wrapped>) -> FaultValue where Value == Wrapped? {
    FaultValue(
      form: "[\(value.form)]", expected: value.expected,
      read: { text in
        guard text != nil else { return .some(nil) }
        return value.read(text).map { .some($0) }
      },
      text: { $0.flatMap(value.text) })
  }
}

extension FaultValue<Void> {
  static var nothing: FaultValue {
    FaultValue(form: "", expected: "without a value", read: { $0 == nil ? () : nil }, text: { nil })
  }
}

extension FaultValue<Int> {
  static func wholeNumber(
    _ name: String, _ range: ClosedRange<Int> = 0...1_000_000_000, _ expected: String = "a whole number from 0"
  ) -> FaultValue {
    FaultValue(name, expected) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
  }
}

extension FaultValue<Double> {
  static var seconds: FaultValue {
    FaultValue("SECONDS", "a number above 0 such as 1.5") { text in
      Double(text).flatMap { $0 > 0 && $0 <= 86_400 ? $0 : nil }
    }
  }
}

extension FaultValue<String> {
  static func text(_ name: String, _ expected: String) -> FaultValue {
    FaultValue(name, expected) { $0.isEmpty ? nil : $0 }
  }
}
