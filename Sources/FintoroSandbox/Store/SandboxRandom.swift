import Synchronization

/// The source of ids and secrets: the system's random numbers, or a repeatable sequence from a seed.
final class SandboxRandom: Sendable {
  private let state: Mutex<UInt64?>

  init(seed: UInt64?) {
    state = Mutex(seed)
  }

  /// Lower-case hexadecimal digits, 16 a word. The words of one call follow each other, whoever else draws meanwhile.
  func hexadecimal(words: Int) -> String {
    let numbers = state.withLock { state in (0..<words).map { _ in Self.next(&state) } }
    return numbers.map { number in
      let digits = String(number, radix: 16)
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

  private static func next(_ state: inout UInt64?) -> UInt64 {
    guard let seed = state else { return UInt64.random(in: .min ... .max) }
    let stepped = seed &+ SplitMix.step
    state = stepped
    return SplitMix.mixed(stepped)
  }
}

/// SplitMix64: neighbouring seeds give unlike numbers too.
enum SplitMix {
  static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// In 0..<1, from the bits of a mixed number.
  static func fraction(_ number: UInt64) -> Double {
    Double(mixed(number) >> 11) / Double(1 << 53)
  }
}

/// Makes signing secrets of the contract's form.
enum SigningSecrets {
  static func make(_ random: SandboxRandom) -> String {
    "whsec_fintoro_" + random.hexadecimal(words: 2)
  }
}
