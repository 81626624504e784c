/// Which deliveries somebody wants to see.
struct DeliveryFilter: Hashable, Sendable {
  static let maxLimit = 1_000

  var subscriptionID: Int?
  var state: Delivery.State?
  var most = 100

  func fits(_ delivery: Delivery) -> Bool {
    subscriptionID.map { $0 == delivery.subscriptionID } ?? true && state.map { $0 == delivery.state } ?? true
  }
}

extension Delivery {
  /// How far it is, in one word.
  enum State: String, CaseIterable, Hashable, Sendable {
    case waiting
    case underWay = "under-way"
    case delivered
    case lost
    case cancelled
  }

  var state: State {
    switch progress {
    case .waiting: .waiting
    case .underWay: .underWay
    case .delivered: .delivered
    case .lost: .lost
    case .cancelled: .cancelled
    }
  }
}

extension DeliveryBook {
  /// The latest first.
  func log(_ filter: DeliveryFilter) -> [Delivery] {
    Array(deliveries.values.filter(filter.fits).sorted { $0.number > $1.number }.prefix(filter.most))
  }
}
