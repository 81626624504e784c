public import struct Foundation.Date

/// What the ledger's lines say together. Pure: lines go in, records come out.
public struct CustodyLedger: Hashable, Sendable {
  private var records: [SubscriptionReference: CustodyRecord] = [:]

  /// - Parameter events: in the order in which they were written.
  public init(_ events: some Sequence<CustodyEvent> = []) {
    events.forEach { add($0) }
  }

  public mutating func add(_ event: CustodyEvent) {
    var record = records[event.subscription] ?? CustodyRecord()
    switch event.kind {
    case .kept(let origin, let file):
      record = CustodyRecord(kept: KeptSecret(file: file, origin: origin, at: event.at))
    case .rotationSent(let rotation):
      // A subscription that is rotated exists: a sandbox that starts anew uses ids of deleted ones again.
      if record.deletedAt != nil { record = CustodyRecord() }
      record.open = .init(rotation: rotation, sentAt: event.at)
    case .rotationRefused: record.open = nil
    case .rotationLost:
      record.lostAt = record.open?.sentAt ?? event.at
      record.open = nil
    case .deleted:
      // The file is still there, and its record says whose it was.
      records[event.subscription] = record.kept.map { CustodyRecord(kept: $0, deletedAt: event.at) }
      return
    }
    records[event.subscription] = record
  }

  /// Nil where hooktop created, rotated or took over nothing.
  public func record(of subscription: SubscriptionReference) -> CustodyRecord? { records[subscription] }

  /// Rotates without a known outcome, oldest first.
  public var openRotations: [(subscription: SubscriptionReference, open: CustodyRecord.Open)] {
    records.compactMap { subscription, record in record.open.map { (subscription, $0) } }
      .sorted { $0.1.sentAt < $1.1.sentAt }
  }

  /// Every subscription with a record, by address and id.
  public var all: [(subscription: SubscriptionReference, record: CustodyRecord)] {
    records.map { ($0.key, $0.value) }.sorted {
      ($0.subscription.baseURL, $0.subscription.id) < ($1.subscription.baseURL, $1.subscription.id)
    }
  }
}

/// What is known here of one subscription's secret.
public struct CustodyRecord: Hashable, Sendable {
  public var kept: KeptSecret?
  /// A rotate that may be under way, or was when hooktop ended.
  public var open: Open?
  /// When the last rotate with a lost answer was sent; nil once a secret was saved after it.
  public var lostAt: Date?
  /// When hooktop deleted the subscription: its secret is no longer valid.
  public var deletedAt: Date?

  public struct Open: Hashable, Sendable {
    public var rotation: OpenRotation
    public var sentAt: Date

    public init(rotation: OpenRotation, sentAt: Date) {
      self.rotation = rotation
      self.sentAt = sentAt
    }
  }

  public init(kept: KeptSecret? = nil, open: Open? = nil, lostAt: Date? = nil, deletedAt: Date? = nil) {
    self.kept = kept
    self.open = open
    self.lostAt = lostAt
    self.deletedAt = deletedAt
  }
}

/// A secret that hooktop put into a file.
public struct KeptSecret: Hashable, Sendable {
  public enum Origin: String, Hashable, Sendable {
    case created, rotated
    /// A person named the file; hooktop cannot check that it holds this subscription's secret.
    case takenOver
  }

  public var file: SecretInFile
  public var origin: Origin
  /// For `created` and `rotated` by the server's clock if an answer told it.
  public var at: Date

  public init(file: SecretInFile, origin: Origin, at date: Date) {
    self.file = file
    self.origin = origin
    at = date
  }
}
