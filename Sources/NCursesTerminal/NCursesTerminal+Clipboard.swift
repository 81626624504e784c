import struct Foundation.Data

extension NCursesTerminal {
  /// Terminals without a second screen are left out: some of them would draw the text instead of taking it.
  public func copyToClipboard(_ text: String) {
    guard canDraw, Terminfo.isANSI, Terminfo.bytes("rmcup") != nil else { return }
    send(Array("\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{07}".utf8))
  }
}
