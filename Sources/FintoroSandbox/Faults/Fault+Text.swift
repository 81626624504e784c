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
    } else if word.allSatisfy({ $0.isASCII && $0.isUppercase }), method == nil {
      method = word
    } else {
      throw FaultTextError(
        text: text,
        problem: "\"\(word)\" is none of a method such as POST, a path such as /webhook-subscriptions, "
          + "a count such as x1, each once")
    }
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
}
