import TestSupport
import Testing

/// Whether a terminal is as it was found.
extension PseudoTerminal {
  /// Waits until what a program writes last is here, then compares everything that a program can change.
  /// - Parameter offset: where in the output the giving back begins.
  func expectGivenBack(from offset: Int, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    try await waitForOutput("\u{1B}[?1049l", from: offset)
    try await waitForOutput("\u{1B}[?2004l", from: offset)
    try await waitForOutput("\u{1B}[?1000l", from: offset)
    #expect(leftBroken == [], sourceLocation: sourceLocation)
  }

  /// What is not as it was before the program started.
  var leftBroken: [String] {
    let modes: [(mode: String, is: Character, meaning: String)] = [
      ("1049", "l", "the main screen is not back"), ("2004", "l", "pastes are marked"), ("25", "h", "no cursor"),
      ("1000", "l", "the program has the mouse"), ("1006", "l", "the program has the mouse"),
    ]
    var broken = modes.filter { lastSetting(of: $0.mode) != $0.is }.map(\.meaning)
    if lastSetting(of: "1") == "h" { broken.append("arrow keys are not as a shell wants them") }
    if settings != settingsBefore { broken.append("settings: \(settings), before: \(settingsBefore)") }
    return broken
  }

  /// Whether the program has the terminal: without this, nothing would have to be given back.
  func expectTaken(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(!settings.echoes, sourceLocation: sourceLocation)
    #expect(!settings.sendsSignals, sourceLocation: sourceLocation)
    #expect(lastSetting(of: "1049") == "h", sourceLocation: sourceLocation)
    #expect(lastSetting(of: "2004") == "h", sourceLocation: sourceLocation)
    #expect(lastSetting(of: "1000") == "h", sourceLocation: sourceLocation)
    #expect(lastSetting(of: "1006") == "h", sourceLocation: sourceLocation)
  }

  /// `h` or `l`: whether a mode of the terminal was switched on or off last; nil where it was never touched.
  func lastSetting(of mode: String) -> Character? {
    let text = outputText
    let on = text.ranges(of: "\u{1B}[?\(mode)h").last
    let off = text.ranges(of: "\u{1B}[?\(mode)l").last
    switch (on, off) {
    case (nil, nil): return nil
    case (let on?, let off?): return on.lowerBound > off.lowerBound ? "h" : "l"
    case (_?, nil): return "h"
    case (nil, _?): return "l"
    }
  }
}
