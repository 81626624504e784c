import TerminalUI
import TestSupport

/// One thing that happens to a board, of a kind that a terminal can bring.
enum FuzzStep {
  case key([UInt8])
  /// Marked as a paste, whole or cut.
  case paste([UInt8])
  case mouse([UInt8])
  /// What terminals answer, asked or not, and what nobody has ever sent.
  case answer([UInt8])
  case resize(Size)
  /// A form filled in up to its button, which is pressed.
  case create

  enum Kind: String, CaseIterable { case key, paste, mouse, answer, resize, create }

  var kind: Kind {
    switch self {
    case .key: .key
    case .paste: .paste
    case .mouse: .mouse
    case .answer: .answer
    case .resize: .resize
    case .create: .create
    }
  }

  /// - Parameter mayPress: whether there may be keys and clicks that press a button.
  static func random(mayPress: Bool, using random: inout SeededGenerator) -> FuzzStep {
    switch Int.random(in: 0..<100, using: &random) {
    case ..<60: .key(key(mayPress: mayPress, using: &random))
    case ..<70: .paste(paste(using: &random))
    case ..<80: .mouse(mouse(mayPress: mayPress, using: &random))
    case ..<92: .answer(answer(using: &random))
    case ..<98: .resize(size(using: &random))
    default: mayPress ? .create : .key([0x1B])
    }
  }

  private static func key(mayPress: Bool, using random: inout SeededGenerator) -> [UInt8] {
    if Int.random(in: 0..<2, using: &random) == 0 {
      // A space presses a button as well.
      return [UInt8.random(in: (mayPress ? 0x20 : 0x21)...0x7E, using: &random)]
    }
    let names = mayPress ? FuzzTable.keys + FuzzTable.pressing : FuzzTable.keys
    return Array((names.randomElement(using: &random) ?? "j").utf8)
  }

  private static func paste(using random: inout SeededGenerator) -> [UInt8] {
    var text = (0..<Int.random(in: 0..<8, using: &random)).flatMap { _ in
      Array((FuzzTable.pasted.randomElement(using: &random) ?? "").utf8)
    }
    if Int.random(in: 0..<20, using: &random) == 0 { text += Array(repeating: UInt8(ascii: "x"), count: 2_000) }
    let end = Int.random(in: 0..<10, using: &random) == 0 ? "" : "\u{1B}[201~"
    return Array("\u{1B}[200~".utf8) + text + Array(end.utf8)
  }

  private static func mouse(mayPress: Bool, using random: inout SeededGenerator) -> [UInt8] {
    // Buttons: wheel up and down, a move, a release; then presses.
    let button = (mayPress ? [64, 65, 35, 0, 0, 0, 1, 2] : [64, 65, 35]).randomElement(using: &random) ?? 64
    let (column, row) = (Int.random(in: 0...210, using: &random), Int.random(in: 0...70, using: &random))
    let report = Array("\u{1B}[<\(button);\(column);\(row)\(Bool.random(using: &random) ? "M" : "m")".utf8)
    let isCut = Int.random(in: 0..<5, using: &random) == 0
    return isCut ? Array(report.prefix(Int.random(in: 1..<report.count, using: &random))) : report
  }

  private static func answer(using random: inout SeededGenerator) -> [UInt8] {
    if Int.random(in: 0..<5, using: &random) == 0 {
      // Bytes that are no text; without those that press a button or leave.
      return (0..<4).map { _ in UInt8.random(in: 0x80...0xFF, using: &random) }
    }
    return Array((FuzzTable.answers.randomElement(using: &random) ?? "").utf8)
  }

  private static func size(using random: inout SeededGenerator) -> Size {
    let sizes = [(80, 24), (120, 40), (60, 16), (200, 60), (1, 1), (10, 3), (500, 200)]
    let size = sizes.randomElement(using: &random) ?? (80, 24)
    return Size(columns: size.0 + Int.random(in: 0...2, using: &random), rows: size.1)
  }
}

private enum FuzzTable {
  /// None of them presses a button, and none leaves for good.
  static let keys =
    [
      "[A", "[B", "[C", "[D", "OA", "OB", "[5~", "[6~", "[H", "[F", "[3~", "[Z", "OP", "[12~", "[13~", "OS", "[15~",
      "[19~",
      "[27u", "[9u", "[127u", "[97;5u", "[27;5;100~", "[1;5C", "",
    ].map { "\u{1B}" + $0 } + [
      "\t", "\u{7F}", "\u{4}", "\u{15}", "\u{6}", "\u{17}", "\u{1A}", "č", "日", "🙂", "e\u{301}",
    ]
  static let pressing = ["\r", "\r", " ", "y", "\u{1B}[13u", "\u{1B}[27;1;13~"]
  static let pasted = [
    "Nightly", "https://night.example.com/h", "\n", "\r", "\r\n", "\t", "y\ry\r", "\u{3}", "\u{1B}[A", "\u{1B}", "q",
    "\u{9B}31m",
    "日本 🙂", "\u{202E}", "\u{0}", ":delete\r",
  ]
  static let answers = [
    "\u{1B}[0n", "\u{1B}[?62;c", "\u{1B}[12;40R", "\u{1B}]10;rgb:ff/ff/ff\u{1B}\\", "\u{1B}P1+r524742\u{1B}\\",
    "\u{1B}[?2026;2$y", "\u{1B}[I", "\u{1B}[O", "\u{1B}[>1;10;0c", "\u{1B}[3;0;0t", "\u{1B}[", "\u{1B}]0;cut",
    "\u{1B}[999999999;1~",
    "\u{1B}_G\u{1B}\\", "\u{1B}[M !!", "\u{1B}[<0;", "\u{1B}[1;2;3;4;5;6;7;8;9y",
  ]
}
