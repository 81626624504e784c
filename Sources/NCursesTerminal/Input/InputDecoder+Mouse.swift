import TerminalUI

extension InputDecoder {
  /// `CSI < button ; column ; row M`, the report of a press, or `m` of a release. Anything but the first button and the
  /// wheel means nothing, and so does either together with Shift, Alt or Ctrl: the terminal may have its own use for it.
  static func mouse(_ parameters: ArraySlice<UInt8>, _ last: UInt8) -> MouseEvent? {
    let numbers = parameters.dropFirst().split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
    guard last == UInt8(ascii: "M"), numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
    let at = Frame.Position(column: numbers[1] - 1, row: numbers[2] - 1)
    return switch numbers[0] {
    case 0: .press(at)
    case 64: .scroll(-1, at)
    case 65: .scroll(1, at)
    default: nil
    }
  }
}
