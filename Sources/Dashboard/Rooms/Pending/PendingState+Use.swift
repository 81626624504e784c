import FintoroWebhooks

extension PendingState {
  /// Whether a key does something for what the cursor stands on: what acts on nothing is not offered.
  func hasUse(for command: Command, in items: [PendingItem]) -> Bool {
    guard let item = items.first(where: { $0.create.key == row?.key }) ?? items.first else { return true }
    return switch command {
    case .adopt, .delete: item.needsPerson && isOnCandidate
    case .forget: item.needsPerson
    case .sendAgain: item.canBeSentAgain
    default: true
    }
  }

  private var isOnCandidate: Bool { if case .candidate = row { true } else { false } }
}

extension PendingItem {
  /// With the same key, so that no second one is made.
  var canBeSentAgain: Bool {
    switch stage {
    case .underWay(let tracked): tracked.retryAt != nil
    case .needsPerson: if case .resumable = create.status { true } else { false }
    case .elsewhere, .foreign: false
    }
  }
}
