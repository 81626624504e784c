/// Makes signing secrets in the shape that the contract shows.
enum SigningSecrets {
  static func make(_ random: SandboxRandom) -> String {
    "whsec_fintoro_" + random.hexadecimal(words: 2)
  }
}
