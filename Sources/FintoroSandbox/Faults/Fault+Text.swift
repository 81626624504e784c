extension Fault {
  /// Reads the text form; see the type's description.
  public init(_ text: String) throws(FaultTextError) {
    let words = text.split { $0.isWhitespace }.map(String.init)
    guard let first = words.first else { throw FaultTextError(text: text, problem: "it is empty") }
    self.init(try Self.effect(first, in: text))
    for word in words.dropFirst() {
      try read(word, in: text)
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

  private static func effect(_ word: String, in text: String) throws(FaultTextError) -> FaultEffect {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let row = FaultEffectText.table.first(where: { $0.name == parts[0] }) else {
      let known = FaultEffectText.table.map(\.form).joined(separator: ", ")
      throw FaultTextError(text: text, problem: "\"\(parts[0])\" is not an effect; the effects are \(known)")
    }
    guard let effect = row.read(parts.count > 1 ? parts[1] : nil) else {
      throw FaultTextError(text: text, problem: "\"\(word)\" is not of the form \(row.form), \(row.expected)")
    }
    return effect
  }

  /// The text that it is read from.
  public var text: String {
    let words: [String?] = [
      effect.text, method, path, times.map { "x\($0)" }, probability.map { "p=\($0)" }, seed.map { "seed=\($0)" },
    ]
    return words.compactMap(\.self).joined(separator: " ")
  }
}
