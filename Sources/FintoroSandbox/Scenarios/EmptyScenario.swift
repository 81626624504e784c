extension Scenario {
  /// Neither company has a subscription, and nothing happens.
  public static let empty = Scenario()
}
