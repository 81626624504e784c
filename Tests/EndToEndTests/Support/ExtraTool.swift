import Foundation
import TestSupport
import Testing

/// Tests that need more than README's test command installs: `.ci/run` installs that, and runs them by this name.
@Suite("With tools that not everybody has", .serialized)
enum ExtraToolTests {}

/// Something that README's test command does not install. A test that needs it is skipped where it is not there, with a
/// line that says what is missing; where `HOOKTOP_ALL_TOOLS` is 1, as in `.ci/run`, it runs and fails.
struct ExtraTool: Sendable {
  /// The Debian package that has it.
  let package: String
  let isThere: Bool

  static let sshd = ExtraTool(
    package: "openssh-server", isThere: path("sshd") != nil && path("ssh") != nil && path("ssh-keygen") != nil)
  static let mosh = ExtraTool(package: "mosh", isThere: path("mosh-server") != nil && path("mosh-client") != nil)
  static let pyte = ExtraTool(package: "python3-pyte", isThere: pythonWithPyte != nil)
  /// Names in `/usr/share/i18n`, from which locales are made.
  static let locales = ExtraTool(
    package: "locales",
    isThere: path("localedef") != nil && FileManager.default.fileExists(atPath: "/usr/share/i18n/charmaps"))

  static let icinga = ExtraTool(
    package: "icinga2-bin",
    isThere: path("icinga2") != nil && FileManager.default.fileExists(atPath: "/usr/share/icinga2/include/itl"))

  static let mandoc = ExtraTool(package: "mandoc", isThere: path("mandoc") != nil)
  static let fish = ExtraTool(package: "fish", isThere: path("fish") != nil)
  static let zsh = ExtraTool(package: "zsh", isThere: path("zsh") != nil)
  static let systemd = ExtraTool(package: "systemd", isThere: path("systemd-analyze") != nil)
  static let prometheus = ExtraTool(
    package: "prometheus", isThere: path("promtool") != nil && path("prometheus") != nil)
  static let nodeExporter = ExtraTool(
    package: "prometheus-node-exporter", isThere: path("prometheus-node-exporter") != nil)

  /// What is known of a kind of terminal.
  static func terminal(_ name: String) -> ExtraTool {
    let packages = ["foot": "foot-terminfo", "alacritty": "ncurses-term", "rxvt-unicode-256color": "ncurses-term"]
    let folders = ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"]
    let isThere = folders.contains { FileManager.default.fileExists(atPath: "\($0)/\(name.prefix(1))/\(name)") }
    return ExtraTool(package: packages[name] ?? "ncurses-base", isThere: isThere)
  }

  /// A Python that has pyte: the first one in the path may be another than Debian's.
  static let pythonWithPyte: String? = ["python3", "/usr/bin/python3"].first { python in
    let found = Process()
    found.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    found.arguments = [python, "-c", "import pyte"]
    found.standardError = FileHandle.nullDevice
    guard (try? found.run()) != nil else { return false }
    found.waitUntilExit()
    return found.terminationStatus == 0
  }

  /// Where a program lies; `sshd` is in no ordinary user's path.
  static func path(_ program: String) -> String? {
    let path = (ProcessInfo.processInfo.environment["PATH"] ?? "") + ":/usr/sbin"
    return path.split(separator: ":").map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
  }

  /// Whether tests that need it are to run.
  var isExpected: Bool { isThere || ProcessInfo.processInfo.environment["HOOKTOP_ALL_TOOLS"] == "1" }
}

extension Trait where Self == ConditionTrait {
  /// Skips a test where a tool is missing that not everybody has.
  static func needs(_ tool: ExtraTool) -> Self {
    .enabled(if: tool.isExpected, "needs the package \(tool.package)")
  }
}
