/// Where a person wants a create's secret.
public enum SecretDestination: Equatable, Sendable {
  /// By its path.
  case file(String)
  /// Printed once, for a program that keeps it: `--secret-file -`.
  case standardOutput

  /// What the journal has in place of a path for a secret that is to be printed.
  private static let printed = "-"

  public init(_ reference: PendingCreate.SecretFileReference) {
    self = reference.path == Self.printed ? .standardOutput : .file(reference.path)
  }

  /// As the journal keeps it, before a file is open.
  public func reference(_ format: SecretFormat) -> PendingCreate.SecretFileReference {
    switch self {
    case .file(let path): .init(path: path, device: 0, inode: 0, format: format)
    case .standardOutput: .init(path: Self.printed, device: 0, inode: 0, format: format)
    }
  }

  func mapPaths(_ write: (String) -> String) -> SecretDestination {
    if case .file(let path) = self { .file(write(path)) } else { self }
  }
}
