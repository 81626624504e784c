import TerminalUI

/// Names in one line. No name is cut in the middle of the list: those that do not fit are counted.
enum NameList {
  /// `ERP sync, BI export and 7 more`. Only a first name longer than the room loses its end.
  static func text(_ names: [String], columns: Int) -> String {
    let whole = names.joined(separator: ", ")
    guard DisplayWidth.of(whole) > columns, let first = names.first else { return whole }
    func more(_ shown: Int) -> String { shown < names.count ? " and \(names.count - shown) more" : "" }
    var text = Truncation.end(first, to: max(1, columns - DisplayWidth.of(more(1))))
    for (index, name) in names.enumerated().dropFirst() {
      let longer = "\(text), \(name)"
      guard DisplayWidth.of(longer + more(index + 1)) <= columns else { return text + more(index) }
      text = longer
    }
    return text
  }
}
