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

  /// A version 4 UUID, in lower case.
  func uuid() -> String {
    var digits = Array(hexadecimal(words: 2))
    digits[12] = "4"
    digits[16] = ["8", "9", "a", "b"][(digits[16].hexDigitValue ?? 0) & 3]
    let ends = [0, 8, 12, 16, 20, 32]
    return zip(ends, ends.dropFirst()).map { String(digits[$0..<$1]) }.joined(separator: "-")
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
