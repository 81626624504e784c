import Foundation
public import Testing

/// Compares a text with the one in `Snapshots/<name>.txt` beside the test's file.
///
/// With `HOOKTOP_RECORD_SNAPSHOTS=1` in the environment it writes the file instead and fails, so that a recording never
/// passes for a test.
public func assertSnapshot(
  _ text: String, named name: String, file: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) {
  let snapshot = Snapshot(name: name, testFile: file)
  let isRecording = ProcessInfo.processInfo.environment["HOOKTOP_RECORD_SNAPSHOTS"] == "1"
  guard let complaint = isRecording ? snapshot.record(text) : snapshot.difference(to: text) else { return }
  Issue.record(Comment(rawValue: complaint), sourceLocation: sourceLocation)
}
