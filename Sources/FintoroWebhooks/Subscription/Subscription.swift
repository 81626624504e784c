/// One webhook subscription, every field of the contract by its name.
public struct Subscription: Hashable, Sendable, Identifiable {
  public var id: Int
  public var companyID: Int?
  public var name: String?
  /// Why `name` could not be read, such as ``"`name` is a number; text or null was expected"``; nil where it could.
  public var nameProblem: String?
  /// The endpoint URL, as the server has it.
  public var url: String
  /// Whether new deliveries are made. It alone decides; `disabledAt` is a remark (contract, "unknown" table).
  public var isActive: Bool
  /// In the server's order, unknown types included.
  public var subscribedEvents: [EventType]
  /// Why `subscribedEvents` is not all of them, such as ``"`subscribedEvents` is missing"``; nil where it was read whole.
  public var eventsProblem: String?
  public var lastSuccessAt: Timestamp
  public var lastFailureAt: Timestamp
  public var disabledAt: Timestamp
  public var disabledReason: String?
  public var createdAt: Timestamp
  public var updatedAt: Timestamp
  /// Fields that this version does not know, kept for an update; only `show` fills them.
  public var unknownFields: [UnknownField]

  public init(
    id: Int, companyID: Int? = nil, name: String? = nil, url: String, isActive: Bool = true,
    subscribedEvents: [EventType], lastSuccessAt: Timestamp = .never, lastFailureAt: Timestamp = .never,
    disabledAt: Timestamp = .never, disabledReason: String? = nil, createdAt: Timestamp = .never,
    updatedAt: Timestamp = .never, unknownFields: [UnknownField] = [], nameProblem: String? = nil,
    eventsProblem: String? = nil
  ) {
    self.id = id
    self.companyID = companyID
    self.name = name
    self.nameProblem = nameProblem
    self.url = url
    self.isActive = isActive
    self.subscribedEvents = subscribedEvents
    self.eventsProblem = eventsProblem
    self.lastSuccessAt = lastSuccessAt
    self.lastFailureAt = lastFailureAt
    self.disabledAt = disabledAt
    self.disabledReason = disabledReason
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.unknownFields = unknownFields
  }

  /// The name, or the URL's host where there is none.
  public var displayName: String {
    if let name, !name.allSatisfy(\.isWhitespace) { return name }
    return EndpointRules.host(of: url) ?? url
  }
}

/// A field of a subscription that this version does not know, as it came.
///
/// An update replaces everything (contract: no PATCH), so a field that is not sent back would be lost.
public struct UnknownField: Hashable, Sendable {
  public var name: String
  /// Compact JSON.
  public var json: String

  public init(name: String, json: String) {
    self.name = name
    self.json = json
  }
}

/// What create and update send: everything that a person chooses.
public struct SubscriptionInput: Hashable, Sendable {
  public var name: String?
  public var url: String
  public var isActive: Bool
  public var subscribedEvents: [EventType]

  public init(name: String?, url: String, isActive: Bool, subscribedEvents: [EventType]) {
    self.name = name
    self.url = url
    self.isActive = isActive
    self.subscribedEvents = subscribedEvents
  }

  public init(_ subscription: Subscription) {
    self.init(
      name: subscription.name, url: subscription.url, isActive: subscription.isActive,
      subscribedEvents: subscription.subscribedEvents)
  }

  /// Contract: `name` takes 255 characters at most.
  public static let maxNameLength = 255
}
