/// Where a sandbox keeps its state over restarts. The sandbox itself opens no file.
public struct StateStorage: Sendable {
  /// What was kept before; nil at the first start, which is the scenario's.
  public var kept: SandboxState?
  /// Keeps the bytes in place of those before, whole or not at all, and returns when they are safe. False where that
  /// failed; it is tried again with the next change.
  public var keep: @Sendable ([UInt8]) async -> Bool

  public init(kept: SandboxState?, keep: @escaping @Sendable ([UInt8]) async -> Bool) {
    self.kept = kept
    self.keep = keep
  }
}
