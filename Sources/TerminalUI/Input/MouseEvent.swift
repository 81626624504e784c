/// What a mouse did. Positions are cells, from 0.
public enum MouseEvent: Equatable, Sendable {
  /// The first button went down.
  case press(Frame.Position)
  /// The wheel turned by one notch: -1 up, 1 down.
  case scroll(Int, Frame.Position)
}
