public import FintoroWebhooks

/// What came of reading one subscription again before it is changed.
public enum ReadResult: Equatable, Sendable {
  case read(Subscription)
  case failed(Failure)
}
