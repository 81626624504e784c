/// Keeps the store's state safe: at once where somebody waits for it, and a second after other changes.
actor StateWriter {
  let store: SandboxStore
  private let storage: StateStorage
  /// The last revision that is safe.
  private var kept = 0
  private var keeping: Task<Bool, Never>?

  init(store: SandboxStore, storage: StateStorage) {
    self.store = store
    self.storage = storage
  }

  /// Returns when everything that was committed before is safe, or could not be made so. Those who wait at the same
  /// time share one writing.
  /// - Returns: whether it is safe.
  @discardableResult
  func settle() async -> Bool {
    let wanted = await store.revision
    while kept < wanted {
      let current = keeping ?? Task { await keep() }
      let isOurs = keeping == nil
      keeping = current
      let isKept = await current.value
      if isOurs { keeping = nil }
      if !isKept { return false }
    }
    return true
  }

  private func keep() async -> Bool {
    let (revision, state) = await store.state()
    guard let bytes = try? state.bytes, await storage.keep(bytes) else { return false }
    kept = max(kept, revision)
    return true
  }
}
