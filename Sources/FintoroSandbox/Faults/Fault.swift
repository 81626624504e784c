/// Something that goes wrong on purpose: what, with which requests, and how often.
///
/// As text, such as on a command line, words in any order after the first:
/// ```
/// EFFECT [METHOD] [PATH] [xTIMES] [p=PROBABILITY] [seed=NUMBER]
/// drop-after POST /webhook-subscriptions x1
/// 429=7 x3
/// delay=1.5 GET
/// 500 PUT /webhook-subscriptions/* p=0.2 seed=7
/// ```
/// The path is below the base URL, `*` stands for one part of it. Without METHOD or PATH the fault matches all of them,
/// without xTIMES every time. With a probability it applies to a share of them; a seed makes it the same share always.
/// The effects are the rows of `FaultKind`.
///
/// Faults are tried in their order. Of those that match, every delay, hold, dribble and change of the JSON applies; of
/// the others the first does.
public struct Fault: Hashable, Sendable {
  let effect: FaultEffect
  /// Upper case, such as `POST`; nil for every method.
  var method: String?
  /// Below the base URL, such as `/webhook-subscriptions/*`; nil for every path.
  var path: String?
  /// How many requests it applies to; nil for all.
  var times: Int?
  /// Of the requests it matches, how many it applies to, above 0 and up to 1; nil for all.
  var probability: Double?
  /// What the probability is drawn from; nil for the sandbox's own.
  var seed: UInt64?

  /// Reads the text form.
  public init(_ text: String) throws(FaultTextError) {
    let words = text.split { $0.isWhitespace }.map(String.init)
    guard let first = words.first else { throw FaultTextError(text: text, problem: "it is empty") }
    effect = try FaultEffect(first, in: text)
    for word in words.dropFirst() {
      try read(word, in: text)
    }
  }

  /// For every request, with the value that the kind has by default.
  init(_ kind: FaultKind) {
    do {
      try self.init(kind.rawValue)
    } catch {
      preconditionFailure(error.description)
    }
  }

  private mutating func read(_ word: String, in text: String) throws(FaultTextError) {
    if word.hasPrefix("/"), path == nil {
      path = word
    } else if word.first == "x", let times = Int(word.dropFirst()), times > 0, self.times == nil {
      self.times = times
    } else if word.hasPrefix("p="), let probability = Self.probability(word.dropFirst(2)), self.probability == nil {
      self.probability = probability
    } else if word.hasPrefix("seed="), let seed = UInt64(word.dropFirst(5)), self.seed == nil {
      self.seed = seed
    } else if word.allSatisfy({ $0.isASCII && $0.isUppercase }), method == nil {
      method = word
    } else {
      throw FaultTextError(
        text: text,
        problem: "\"\(word)\" is none of a method such as POST, a path such as /webhook-subscriptions, "
          + "a count such as x1, a probability such as p=0.2, a seed such as seed=7, each once")
    }
  }

  private static func probability(_ text: Substring) -> Double? {
    Double(text).flatMap { $0 > 0 && $0 <= 1 ? $0 : nil }
  }

  /// The text that it is read from, default values written out.
  public var text: String {
    let words: [String?] = [
      effect.text, method, path, times.map { "x\($0)" }, probability.map { "p=\($0)" }, seed.map { "seed=\($0)" },
    ]
    return words.compactMap(\.self).joined(separator: " ")
  }

  func matches(method: String, path: String) -> Bool {
    if let expected = self.method, expected != method { return false }
    guard let pattern = self.path else { return true }
    let expected = pattern.split(separator: "/")
    let parts = path.split(separator: "/")
    return expected.count == parts.count && zip(expected, parts).allSatisfy { $0 == "*" || $0 == $1 }
  }

  /// How a fault is written, and every effect with its form.
  public static var help: String {
    """
    A fault is EFFECT [METHOD] [PATH] [xTIMES] [p=PROBABILITY] [seed=NUMBER], such as
      drop-after POST /webhook-subscriptions x1
      503 GET p=0.2 seed=7
    The path is below the base URL, * stands for one part of it. With -after the work was done all the same.
    Effects:
    \(FaultEffect.forms.map { "  " + $0.text }.joined(separator: "\n"))
    """
  }
}

/// The first word of a fault: a kind with its value.
struct FaultEffect: Hashable, Sendable {
  /// The word with its default value written out; it says all of the effect.
  let text: String
  let action: FaultAction

  init(_ word: String, in text: String) throws(FaultTextError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let form = Self.forms.first(where: { $0.name == parts[0] }) else {
      let known = Self.forms.map(\.text).joined(separator: ", ")
      throw FaultTextError(text: text, problem: "\"\(parts[0])\" is not an effect; the effects are \(known)")
    }
    guard let (value, action) = form.row.read(parts.count > 1 ? parts[1] : nil, form.moment) else {
      throw FaultTextError(text: text, problem: "\"\(word)\" is not of the form \(form.text), \(form.row.expected)")
    }
    self.text = form.name + (value.map { "=" + $0 } ?? "")
    self.action = action
  }

  static func == (left: FaultEffect, right: FaultEffect) -> Bool { left.text == right.text }
  func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// One way to begin a fault.
  struct Form: Sendable {
    let name: String
    let row: FaultRow
    let moment: FaultMoment

    /// As it is shown to people, such as `cut=BYTES`.
    var text: String { name + row.form }
  }

  /// Every kind's: the answers, the answers after the work was done, the others.
  static let forms: [Form] = {
    let rows = FaultKind.allCases.map { (name: $0.rawValue, row: $0.row) }
    let answers = rows.filter(\.row.isAnswer)
    return answers.map { Form(name: $0.name, row: $0.row, moment: .beforeHandler) }
      + answers.map { Form(name: $0.name + "-after", row: $0.row, moment: .afterCommit) }
      + rows.filter { !$0.row.isAnswer }.map { Form(name: $0.name, row: $0.row, moment: .beforeHandler) }
  }()
}

/// A fault's text that could not be read.
public struct FaultTextError: Error, Hashable, Sendable, CustomStringConvertible {
  public let text: String
  /// What is wrong and what was expected, as a clause.
  public let problem: String

  public var description: String {
    "The fault \"\(text)\" cannot be read: \(problem). "
      + "Expected EFFECT [METHOD] [PATH] [xTIMES] [p=PROBABILITY] [seed=NUMBER], such as \"drop-after POST /webhook-subscriptions x1\"."
  }
}
