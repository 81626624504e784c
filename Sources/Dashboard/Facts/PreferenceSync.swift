/// What is chosen by keys of the board (theme, times, order, columns) on its way to `config.toml`.
///
/// One write at a time, so that an older never comes after a newer; what is chosen meanwhile is written next.
public struct PreferenceSync: Equatable, Sendable {
  public internal(set) var isWriting = false
  /// What the settings ask to save while something else is being written.
  var next: AddressedEffect?
  /// What could not be kept: tried again as soon as the choice is another.
  var refused: [ConfigChange] = []
  /// What was said of that, so that it is not said at every key.
  var said: String?
}
