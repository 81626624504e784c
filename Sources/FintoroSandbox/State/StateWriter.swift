/// Keeps the store's state safe: at once where somebody waits for it, and a second after other changes.
actor StateWriter {
  let store: SandboxStore
  private let storage: StateStorage
  /// The last revision that is safe.
  private var kept = 0
  /// The write under way. It clears this itself before it ends: nobody can join one that has ended.
  private var writing: Task<Written, Never>?

  /// What a write came to.
  private struct Written {
    /// The revision that was written.
    var revision: Int
    var isSafe: Bool
  }

  init(store: SandboxStore, storage: StateStorage) {
    self.store = store
    self.storage = storage
  }

  /// Returns when everything that was committed before is safe, or could not be made so. Those who wait at the same
  /// time share one write.
  /// - Returns: whether it is safe.
  @discardableResult
  func settle() async -> Bool {
    let wanted = await store.revision
    while kept < wanted {
      let current = writing ?? Task { await write() }
      writing = current
      let written = await current.value
      // A write that began before this caller's change has not failed for it.
      if !written.isSafe, written.revision >= wanted { return false }
    }
    return true
  }

  private func write() async -> Written {
    defer { writing = nil }
    let (revision, state) = await store.state()
    guard let bytes = try? state.bytes, await storage.save(bytes) else {
      return Written(revision: revision, isSafe: false)
    }
    kept = revision
    return Written(revision: revision, isSafe: true)
  }
}
