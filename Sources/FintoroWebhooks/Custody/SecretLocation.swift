public import Foundation

/// Where a subscription's secret is, as far as this machine knows.
public enum SecretLocation: Hashable, Sendable {
  /// The file is there, only its owner may read it, and it holds the same secret.
  case kept(KeptSecret)
  /// The file was moved, changed or opened to others; `problem` is a clause such as `it is not there any more`.
  case changed(KeptSecret, problem: String)
  /// A rotate was sent and its outcome is not known: the secret saved before may be no longer valid.
  case inDoubt(KeptSecret?, rotationAt: Date)
  /// This machine never saved a secret of the subscription.
  case unknown

  /// The path of the file; nil where none is known.
  public var path: String? {
    switch self {
    case .kept(let kept), .changed(let kept, _): kept.file.path
    case .inDoubt(let kept, _): kept?.file.path
    case .unknown: nil
    }
  }

  /// The same with every path written as `write` says.
  public func mapPaths(_ write: (String) -> String) -> SecretLocation {
    func written(_ kept: KeptSecret) -> KeptSecret {
      var kept = kept
      kept.file.path = write(kept.file.path)
      return kept
    }
    return switch self {
    case .kept(let kept): .kept(written(kept))
    case .changed(let kept, let problem): .changed(written(kept), problem: problem)
    case .inDoubt(let kept, let date): .inDoubt(kept.map(written), rotationAt: date)
    case .unknown: .unknown
    }
  }

  /// One or two sentences for people.
  /// - Parameter display: how a path is written for people.
  public func sentence(in zone: LocalZone, display: (String) -> String) -> String {
    switch self {
    case .kept(let kept):
      "Secret in \(display(kept.file.path)), still there, still 0600 (\(Self.origin(kept, zone))). "
        + Self.elsewhere
    case .changed(let kept, let problem):
      "The secret was kept in \(display(kept.file.path)) (\(Self.origin(kept, zone))), but the file was moved or "
        + "changed: \(problem)."
    case .inDoubt(let kept, let date):
      "The answer to a rotate at \(TimeText.exact(date, in: zone)) was lost. The secret before it"
        + (kept.map { " (\(display($0.file.path)))" } ?? "")
        + " may no longer be valid; the new one is unknown. Rotate again to get a known one."
    case .unknown: "hooktop knows no file with this secret."
    }
  }

  private static func origin(_ kept: KeptSecret, _ zone: LocalZone) -> String {
    let when = TimeText.exact(kept.at, in: zone)
    let what =
      switch kept.origin {
      case .created: "created \(when)"
      case .rotated: "rotated \(when)"
      case .takenOver: "adopted \(when)"
      }
    return "\(what), fingerprint \(kept.file.fingerprint)"
  }

  private static let elsewhere = "hooktop cannot see rotations made elsewhere."
}
