/// SplitMix64: even neighbouring seeds give unlike numbers.
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
