import Glibc
import TerminalUI

/// Sentences as a terminal shows them: the terminal itself would break a line in the middle of a word.
enum TerminalText {
  /// The width of the terminal behind a descriptor; nil where there is none, so that files and pipes get whole lines.
  static func columns(of descriptor: Int32) -> Int? {
    var window = winsize()
    guard isatty(descriptor) == 1, ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else {
      return nil
    }
    return Int(window.ws_col)
  }

  /// One line as lines of at most so many columns, broken at blanks. What is copied stays whole: a path or URL longer
  /// than a line, and a command between backquotes.
  static func wrapped(_ line: String, columns: Int) -> [String] {
    guard DisplayWidth.of(line) > columns else { return [line] }
    let indent = String(line.prefix { $0 == " " })
    return LineWrap.lines(of: words(line.dropFirst(indent.count)), columns: columns - indent.count)
      .map { indent + $0 }
  }

  /// Split at blanks outside of backquotes; a backquote without a second one is a character like others.
  private static func words(_ text: Substring) -> [String] {
    let canQuote = text.count { $0 == "`" }.isMultiple(of: 2)
    var isQuoted = false
    return text.split(omittingEmptySubsequences: false) { character in
      if character == "`", canQuote { isQuoted.toggle() }
      return character == " " && !isQuoted
    }.map(String.init)
  }
}
