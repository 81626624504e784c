import Foundation
import Glibc

/// A small disk in memory, mounted over a folder. Mounting needs root.
public struct MountedDisk: Sendable {
  private let folder: String

  /// - Parameters:
  ///   - folder: that it covers.
  ///   - options: of `tmpfs`, such as `size=4k`.
  public static func mount(over folder: String, options: String) async throws -> MountedDisk {
    let run = try await ProcessRun.run("mount", ["-t", "tmpfs", "-o", "mode=0700,\(options)", "tmpfs", folder])
    guard run.exit == .exited(0) else { throw TestFailure("no disk could be mounted: \(run.standardError)") }
    return MountedDisk(folder: folder)
  }

  /// From now on nothing can be changed on it.
  public func makeReadOnly() async throws {
    let run = try await ProcessRun.run("mount", ["-o", "remount,ro", folder])
    guard run.exit == .exited(0) else { throw TestFailure("the disk stays writable: \(run.standardError)") }
  }

  /// Lazily, because a file on it may still be open.
  public func unmount() async throws {
    let run = try await ProcessRun.run("umount", ["-l", folder])
    guard run.exit == .exited(0) else { throw TestFailure("the disk stays mounted: \(run.standardError)") }
  }

  /// Whether this process may, found out by doing it.
  public static func mayMount() async -> Bool {
    guard geteuid() == 0 else { return false }
    var template = Array("/tmp/hooktop-mount-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return false }
    let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { rmdir(folder) }
    guard let disk = try? await mount(over: folder, options: "size=4k") else { return false }
    try? await disk.unmount()
    return true
  }
}
