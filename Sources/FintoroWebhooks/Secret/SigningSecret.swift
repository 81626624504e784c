/// A subscription's signing secret. Prints as dots; its text comes out through `reveal()` only.
public struct SigningSecret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let text: String

  public init(_ text: String) {
    self.text = text
  }

  /// The secret as the server gave it. Call it where it is written, shown or used to sign, nowhere else.
  public func reveal() -> String { text }

  public var description: String { "••••••••" }
  public var debugDescription: String { description }
  /// Without children, so that `dump` and test failures print dots as well.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
