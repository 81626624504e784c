/// The bearer token of one company. Prints as dots; its text comes out through `reveal()` only.
public struct AccessToken: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
  private let text: String

  /// Nil where the text cannot be a token: empty, or with anything but visible ASCII characters in it.
  ///
  /// White space around a token is the caller's to trim, since only the caller knows whether it read a line.
  public init?(_ text: String) {
    guard !text.isEmpty, text.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) }) else { return nil }
    self.text = text
  }

  /// The token itself. Call it where it is sent or stored, nowhere else.
  public func reveal() -> String { text }

  public var description: String { "••••••••" }
  public var debugDescription: String { description }
  /// Without children, so that `dump` and test failures print dots as well.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
