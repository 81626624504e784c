internal import CNCurses
import Glibc

/// Which characters the environment says the terminal can show.
enum LocaleEncoding {
  /// Sets the process' character type from the environment. Nothing else of the locale: numbers and dates that are
  /// written for machines must not change with it.
  /// - Returns: whether text is UTF-8.
  static func adopt() -> Bool {
    // A locale that was sent along from another machine may be missing here, its character set is not.
    if setlocale(LC_CTYPE, "") == nil, asksForUTF8() { setlocale(LC_CTYPE, "C.UTF-8") }
    guard let codeset = nl_langinfo(nl_item(CODESET)) else { return false }
    return String(cString: codeset).uppercased() == "UTF-8"
  }

  /// Whether the first variable that is set, in their order of precedence, names UTF-8.
  private static func asksForUTF8() -> Bool {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { continue }
      let upper = value.uppercased()
      return upper.contains("UTF-8") || upper.contains("UTF8")
    }
    return false
  }
}
