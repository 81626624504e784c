import FintoroWebhooks

extension BoardState {
  public func isMarked(_ row: BoardRow) -> Bool {
    if case .subscription(let id) = row.id { marked[id] != nil } else { false }
  }

  /// Marks the row under the cursor, or takes the mark away, and goes one down.
  /// - Returns: false for a row that cannot be acted on.
  mutating func toggleMark(rows: Int) -> Bool {
    guard let assessed = selected?.assessed else { return false }
    marked[assessed.id] = marked[assessed.id] == nil ? assessed.subscription.displayName : nil
    moveSelection(by: 1, rows: rows)
    return true
  }

  /// Marks everything that is shown, or nothing of it where all was marked.
  mutating func toggleAllMarks() {
    let assessed = shown.compactMap(\.assessed)
    if assessed.allSatisfy({ marked[$0.id] != nil }) {
      assessed.forEach { marked[$0.id] = nil }
    } else {
      assessed.forEach { marked[$0.id] = $0.subscription.displayName }
    }
  }

  /// How many of these the filter, or the trouble switch, leaves out of the list.
  func hiddenCount(of ids: [Int]) -> Int {
    let shown = Set(shown.compactMap(\.assessed?.id))
    return ids.count { !shown.contains($0) }
  }
}
