/// A part of a sentence with its emphasis. The drawing code decides how an emphasis looks.
public struct Phrase: Hashable, Sendable {
  public enum Emphasis: Hashable, Sendable {
    case plain, muted, strong, urgent, warning, good
  }

  public var text: String
  public var emphasis: Emphasis

  public init(_ text: String, _ emphasis: Emphasis = .plain) {
    self.text = text
    self.emphasis = emphasis
  }
}

/// One sentence or two that belong together, on a line of their own.
public struct Sentence: Hashable, Sendable, ExpressibleByStringLiteral {
  public var phrases: [Phrase]

  public init(_ phrases: Phrase...) {
    self.phrases = phrases
  }

  public init(phrases: [Phrase]) {
    self.phrases = phrases
  }

  public init(stringLiteral value: String) {
    phrases = [Phrase(value)]
  }

  public var text: String { phrases.map(\.text).joined() }
}
