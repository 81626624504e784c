import TestSupport

/// A screen that is reached by keys, one after the other on the same board.
struct EmulatorScene: Sendable {
  var name: String
  /// Typed on the scene before. Between the two parts the screen is drawn.
  var keys: [String]
  /// What stands on the screen then.
  var text: String

  private init(_ name: String, _ keys: [String], _ text: String) {
    (self.name, self.keys, self.text) = (name, keys, text)
  }

  /// In the form that cannot be taken for the beginning of another key's sequence.
  private static let escape = "\u{1B}[27u"

  static let board = [
    EmulatorScene("the list", [], "ERP sync"), EmulatorScene("its next row", ["j"], "ERP sync"),
    EmulatorScene("a filter", ["/", "a"], "filter"), EmulatorScene("a subscription", [escape, "\r"], "state"),
    EmulatorScene("the keys", [escape, "?"], "Keys · Board"), EmulatorScene("coverage", [escape, "v"], "Coverage"),
    EmulatorScene("the log", ["3"], "What happened"), EmulatorScene("companies", ["4"], "WORST"),
    EmulatorScene("pending creates", ["5"], "Pending"), EmulatorScene("settings", ["1", "S"], "Settings"),
    EmulatorScene("themes", [escape, "T"], "Theme"), EmulatorScene("commands", [escape, ":"], "Commands"),
    EmulatorScene("the backfill window", [escape, "b"], "fetch"), EmulatorScene("a rotation", [escape, "R"], "rotat"),
    EmulatorScene("a new subscription", [escape, "n"], "New subscription"),
    EmulatorScene("a name with signs of several kinds", ["Účet → 日本 e\u{301}"], "Účet → 日本 é"),
    EmulatorScene("the event types", ["\t\t\t"], "of 53"),
  ]

  static let hostile = [
    EmulatorScene("the list", [], "語"), EmulatorScene("its end", ["G"], "한국어"),
    EmulatorScene("its last row", ["\r"], "state"),
    EmulatorScene("coverage", [escape, "v"], "Coverage"),
  ]
}
