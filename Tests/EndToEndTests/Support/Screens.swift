import TerminalUI
import TestSupport

let small = Size(columns: 80, rows: 24)
let large = Size(columns: 120, rows: 40)

/// What a screen shows, as a person finds it there.
extension String {
  /// The signing secret that stands here, nil where there is none.
  var signingSecret: String? {
    firstMatch(of: /whsec_[0-9A-Za-z_]+/).map { String($0.output) }
  }

  /// The row that the cursor of the list stands on.
  var selectedRow: String? {
    split(separator: "\n").first { $0.hasPrefix(" ▸ ") }.map(String.init)
  }

  /// How often a text stands here.
  func count(of text: String) -> Int { ranges(of: text).count }
}
