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
      // SplitMix64: even neighbouring seeds give unlike numbers.
      let stepped = seed &+ 0x9E37_79B9_7F4A_7C15
      state = stepped
      var mixed = (stepped ^ (stepped >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
