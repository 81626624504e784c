/// Screens that are opened with facts, or as they were left.
extension State {
  mutating func openLog() -> [Effect] {
    go(to: .log(lastLog))
    return []
  }
}
