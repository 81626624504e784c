import Synchronization

/// The source of ids and secrets: the system's, or one that repeats itself from a seed.
final class SandboxRandom: Sendable {
  private let state: Mutex<UInt64?>

  init(seed: UInt64?) {
    state = Mutex(seed)
  }

  /// Lower-case hexadecimal digits, 16 a word.
  func hexadecimal(words: Int) -> String {
    (0..<words).map { _ in
      let digits = String(next(), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  private func next() -> UInt64 {
    state.withLock { state in
      guard let seed = state else { return UInt64.random(in: .min ... .max) }
      let stepped = seed &+ SplitMix.step
      state = stepped
      return SplitMix.mixed(stepped)
    }
  }
}
