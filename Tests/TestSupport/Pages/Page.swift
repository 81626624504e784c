public import Foundation
public import Testing

/// A page of Markdown in the repository, as it lies on the disk now.
public struct Page: Sendable, CustomTestStringConvertible {
  /// From the top of the repository: `README.md`.
  public let path: String
  public let text: String

  /// The top of the repository.
  public static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../..").standardized

  public init(_ path: String) throws {
    self.path = path
    text = try String(contentsOf: Self.repository.appendingPathComponent(path), encoding: .utf8)
  }

  /// README and every other page below Sources and Tests.
  public static let all: [Page] = {
    let below = ["Sources", "Tests"].flatMap { folder in
      (FileManager.default.subpaths(atPath: repository.appendingPathComponent(folder).path) ?? [])
        .filter { $0.hasSuffix(".md") }.map { folder + "/" + $0 }
    }
    return (["README.md"] + below.sorted()).compactMap { try? Page($0) }
  }()

  /// What somebody reads who uses the program or the libraries: README and the catalogs.
  public static let manual = all.filter { $0.path == "README.md" || $0.path.contains(".docc/") }

  public var testDescription: String { path }

  /// Where it lies.
  public var file: URL { Self.repository.appendingPathComponent(path) }

  /// All lines, those of blocks too.
  public var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The lines that are no part of a fenced block, with their numbers, counted from 1.
  public var prose: [(number: Int, text: Substring)] {
    let inside = blocks.map { $0.fences }
    return lines.enumerated().map { (number: $0.offset + 1, text: $0.element) }
      .filter { line in !inside.contains { $0.contains(line.number) } }
  }
}
