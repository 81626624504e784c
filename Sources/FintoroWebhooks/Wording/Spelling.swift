/// Finds the word that somebody probably meant.
public enum Spelling {
  /// The word with the most similar spelling; nil where none is similar.
  /// - Parameter maxChanges: how many characters may be inserted, removed or changed.
  public static func nearest(_ text: String, among words: [String], maxChanges: Int = 3) -> String? {
    let near = words.map { ($0, distance(text, $0)) }.min { $0.1 < $1.1 }
    // A short word is near to everything: at least half of it must be right.
    return near.flatMap { $0.1 <= maxChanges && $0.1 * 2 <= text.count ? $0.0 : nil }
  }

  /// How many characters must be inserted, removed or changed (Levenshtein).
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (line, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for column in right.indices {
        let above = row[column + 1]
        row[column + 1] = min(row[column] + 1, above + 1, diagonal + (right[column] == character ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}
