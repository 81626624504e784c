/// Says what became of a create. Pure, and strict: whatever is not proven to be well is lost.
struct Judge {
  let findings: Findings

  /// - Parameter name: the name that the create gave its subscription, and no other did.
  func ending(of name: String) -> TrialVerdict {
    let made = findings.subscriptions.filter { $0.name == name }
    let isPending = findings.entries.contains { $0.name == name }
    if made.count > 1 { return .doubled }
    guard let subscription = made.first else {
      if isPending { return .pending }
      if isToldDamaged { return .told }
      return strayFiles.isEmpty ? .nothing : .untidy
    }
    let holding = files(holding: subscription.secret)
    if isPending { return holding.count > 1 ? .untidy : .pending }
    if !holding.isEmpty { return holding.count == 1 && strayFiles.isEmpty ? .kept : .untidy }
    return isToldDamaged || findings.told.contains(subscription.secret) ? .told : .lost
  }

  /// Files that are neither the secret of a subscription nor kept for the secret of a create that is still pending.
  var strayFiles: [String] {
    let known = Set(findings.subscriptions.flatMap { files(holding: $0.secret) })
    let keys = findings.entries.map(\.key)
    return findings.files.filter { path, bytes in
      !known.contains(path) && !keys.contains { String(decoding: bytes, as: UTF8.self).contains($0) }
    }.keys.sorted()
  }

  /// Whether there is an entry that cannot be read, and the person was told which.
  private var isToldDamaged: Bool {
    findings.entries.contains { entry in
      entry.name == nil && entry.path.split(separator: "/").last.map { findings.told.contains($0) } ?? false
    }
  }

  /// The files with exactly the secret in one of the two forms that hooktop writes.
  private func files(holding secret: String) -> [String] {
    let forms = [secret, "FINTORO_WEBHOOK_SECRET=\(secret)\n"].map { Array($0.utf8) }
    return findings.files.filter { forms.contains($0.value) }.keys.sorted()
  }
}
