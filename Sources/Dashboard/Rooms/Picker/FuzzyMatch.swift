/// Finds texts by some of their letters in order: `invpd` finds `invoices.paid`.
public enum FuzzyMatch {
  /// How well the letters match; higher is better. Nil if not all are there in order. Case and blanks are ignored.
  public static func score(_ query: String, in text: String) -> Int? {
    let wanted = query.lowercased().filter { $0 != " " }
    let letters = Array(text.lowercased())
    var at = 0
    var score = 0
    var previous = -2
    for letter in wanted {
      guard let found = letters[at...].firstIndex(of: letter) else { return nil }
      let startsWord = found == 0 || !letters[found - 1].isLetter
      score += found == previous + 1 ? 8 : startsWord ? 6 : -min(found - previous, 5)
      previous = found
      at = found + 1
    }
    return score - letters.count / 8
  }
}
