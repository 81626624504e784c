import Foundation

/// A file with the text that a test expects.
struct Snapshot {
  let file: URL

  init(name: String, testFile: String) {
    file = URL(fileURLWithPath: testFile).deletingLastPathComponent()
      .appendingPathComponent("Snapshots").appendingPathComponent("\(name).txt")
  }

  /// Writes the file.
  /// - Returns: what to tell the reader, also when it went well.
  func record(_ text: String) -> String {
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data((text + "\n").utf8).write(to: file)
      return "Recorded \(file.path). Look at what changed in it, then run the tests without HOOKTOP_RECORD_SNAPSHOTS."
    } catch {
      return "\(file.path) cannot be written: \(error)"
    }
  }

  /// - Returns: nil when the text is the expected one, else the lines that differ.
  func difference(to text: String) -> String? {
    guard let data = try? Data(contentsOf: file) else {
      return
        "There is no readable snapshot \(file.path). Run the tests once with HOOKTOP_RECORD_SNAPSHOTS=1 to record it."
    }
    let expected = String(decoding: data, as: UTF8.self)
    guard expected != text + "\n" else { return nil }
    return "\(file.lastPathComponent) differs; if it should, run the tests with HOOKTOP_RECORD_SNAPSHOTS=1:\n"
      + Self.differingLines(expected, text + "\n")
  }

  static func differingLines(_ expected: String, _ actual: String) -> String {
    let before = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let after = actual.split(separator: "\n", omittingEmptySubsequences: false)
    var report: [String] = []
    for index in 0..<max(before.count, after.count) {
      let (old, new) = (index < before.count ? before[index] : nil, index < after.count ? after[index] : nil)
      guard old != new else { continue }
      if let old { report.append("\(index + 1) expected |\(old)|") }
      if let new { report.append("\(index + 1) is       |\(new)|") }
    }
    let most = 40
    let rest = report.count > most ? ["… and \(report.count - most) more lines"] : []
    return (report.prefix(most) + rest).joined(separator: "\n")
  }
}
