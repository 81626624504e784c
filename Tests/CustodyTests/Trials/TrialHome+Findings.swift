import Foundation

/// Reads the disk without the program's own readers: one misreading must not pass on both sides.
extension TrialHome {
  /// - Parameters:
  ///   - subscriptions: what the server has.
  ///   - own: files that the test put there, as `everything` has them.
  func findings(
    _ subscriptions: [Findings.Subscription], told: String = "", own: Set<String> = []
  ) -> Findings {
    var findings = Findings(subscriptions: subscriptions, told: told)
    findings.entries = entryFiles.map(entry)
    for name in everything
    where !own.contains(name) && !name.hasPrefix("state/") && name != "config/hooktop/config.toml" && isPlain(name) {
      findings.files[name] = bytes(name) ?? []
    }
    return findings
  }

  private func isPlain(_ name: String) -> Bool {
    let type = (try? FileManager.default.attributesOfItem(atPath: path + "/" + name))?[.type] as? FileAttributeType
    return type == .typeRegular
  }

  private func entry(_ name: String) -> Findings.Entry {
    let key = URL(fileURLWithPath: name).deletingPathExtension().lastPathComponent
    let head = (bytes(name) ?? []).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).first ?? []
    let first = (try? JSONSerialization.jsonObject(with: Data(head))) as? [String: Any]
    let body = (first?["body"] as? String).flatMap { Data(base64Encoded: $0) }
    let sent = body.flatMap { try? JSONSerialization.jsonObject(with: $0) } as? [String: Any]
    // Another key's entry, or another form of it, is as good as none.
    let isWell = first?["version"] as? Int == 1 && first?["key"] as? String == key
    return Findings.Entry(path: name, key: key, name: isWell ? sent?["name"] as? String : nil)
  }
}
