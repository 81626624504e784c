/// A secret that came while something else was open. It is shown when a person asks for it.
public struct WaitingSecret: Equatable, Sendable {
  /// The subscription's name.
  var label: String
  /// Whether it is a new secret of an older subscription.
  var isRotated: Bool
  /// Whether it is in its file.
  var isSaved: Bool
  /// How many more wait.
  var others: Int
  /// Whether Enter shows it now.
  var isShownByEnter: Bool

  var sentence: String {
    let made = isRotated ? "rotated, its new secret" : "created, its secret"
    let saved = isSaved ? "is saved" : "is NOT saved"
    let more = others == 0 ? "" : " (and \(others) more)"
    return "\(label) \(made) \(saved)\(more). \(isShownByEnter ? "Enter shows it." : "Enter on the board shows it.")"
  }
}
