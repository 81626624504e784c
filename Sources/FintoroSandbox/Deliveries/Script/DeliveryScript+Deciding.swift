extension DeliveryScript {
  /// What becomes of an attempt. Pure: the order in which attempts are asked about changes nothing.
  func outcome(_ facts: OutcomeRule.Facts) -> SimulatedOutcome {
    let rule = outcomes.enumerated().first { number, rule in
      rule.fits(facts) && (rule.probability >= 1 || draw(number, facts) < rule.probability)
    }
    return rule?.element.outcome ?? .accept
  }

  /// In 0..<1, the same for the same rule and attempt.
  private func draw(_ rule: Int, _ facts: OutcomeRule.Facts) -> Double {
    let mixed = [UInt64(rule), UInt64(facts.delivery), UInt64(facts.attempt)].reduce(seed) {
      SplitMix.mixed($0 &+ $1 &+ SplitMix.step)
    }
    return Double(mixed >> 11) / Double(1 << 53)
  }
}
