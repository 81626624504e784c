public import Foundation

/// What is shipped for other programs, in `Sources/Shipped`.
public enum Shipped {
  public static let folder = Page.repository.appendingPathComponent("Sources/Shipped")

  public static func text(_ file: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
  }
}
