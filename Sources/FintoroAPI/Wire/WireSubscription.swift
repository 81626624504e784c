import FintoroWebhooks

/// A subscription's JSON, field by field, as it came.
///
/// Decoding throws only if there is no object at all. Each reader below decides what a bad field means.
struct WireSubscription: Decodable {
  let id: Field<Int>
  let companyID: Field<Int>
  let name: Field<String>
  let url: Field<String>
  let isActive: Field<Bool>
  let subscribedEvents: Field<[String]>
  /// The texts among `subscribedEvents` where not all of its elements are text.
  let readableEvents: [String]
  let lastSuccessAt: Timestamp
  let lastFailureAt: Timestamp
  let disabledAt: Timestamp
  let disabledReason: Field<String>
  let createdAt: Timestamp
  let updatedAt: Timestamp

  enum CodingKeys: String, CodingKey {
    case id, companyID = "companyId", name, url, isActive, subscribedEvents, lastSuccessAt, lastFailureAt
    case disabledAt, disabledReason, createdAt, updatedAt
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    id = fields.field(.id)
    companyID = fields.field(.companyID)
    name = fields.field(.name)
    url = fields.field(.url)
    isActive = fields.field(.isActive)
    subscribedEvents = fields.field(.subscribedEvents)
    readableEvents = subscribedEvents.value ?? fields.texts(in: .subscribedEvents)
    lastSuccessAt = fields.timestamp(.lastSuccessAt)
    lastFailureAt = fields.timestamp(.lastFailureAt)
    disabledAt = fields.timestamp(.disabledAt)
    disabledReason = fields.field(.disabledReason)
    createdAt = fields.timestamp(.createdAt)
    updatedAt = fields.timestamp(.updatedAt)
  }

  /// What is wrong with the fields that every subscription must have; nil if nothing is.
  var problemWithEssentials: String? {
    id.problem("id", expected: "a whole number") ?? url.problem("url", expected: "text")
      ?? isActive.problem("isActive", expected: "true or false")
  }

  /// The same for show and update, which are stricter: a person edits the result, and an edit sends every field back.
  var problem: String? {
    problemWithEssentials ?? eventsProblem
      ?? nameProblem
      ?? companyID.optionalProblem("companyId", expected: "a whole number")
      ?? disabledReason.optionalProblem("disabledReason", expected: "text")
  }

  private var eventsProblem: String? {
    subscribedEvents.problem("subscribedEvents", expected: "an array of texts")
  }

  private var nameProblem: String? { name.optionalProblem("name", expected: "text") }

  /// The readable fields; nil if an essential one cannot be read.
  var subscription: Subscription? {
    guard let id = id.value, let url = url.value, let isActive = isActive.value else { return nil }
    return subscription(id: id, url: url, isActive: isActive)
  }

  func subscription(id: Int, url: String, isActive: Bool) -> Subscription {
    Subscription(
      id: id, companyID: companyID.value, name: name.value, url: url, isActive: isActive,
      subscribedEvents: readableEvents.map { EventCatalogue.shared(EventType($0)) }, lastSuccessAt: lastSuccessAt,
      lastFailureAt: lastFailureAt, disabledAt: disabledAt, disabledReason: disabledReason.value,
      createdAt: createdAt, updatedAt: updatedAt, nameProblem: nameProblem, eventsProblem: eventsProblem)
  }

  /// The response to show, with the fields that this version does not know: an update sends them back.
  static func whole(in response: RawResponse, id: Int) throws(ResponseProblem) -> Subscription {
    var subscription = try subscription(in: response, id: id)
    do throws(ResponseProblem) {
      subscription.unknownFields = try ResponseBody.decodeWhole(WireUnknownFields.self, from: response.body).fields
    } catch {
      // An edit would send it back changed.
      throw ResponseProblem("a field is nested too deeply to be kept")
    }
    return subscription
  }

  /// The response to show and update.
  static func subscription(
    in response: RawResponse, id: Int, isEdited: Bool = true
  ) throws(ResponseProblem) -> Subscription {
    let wire = try ResponseBody.decode(WireSubscription.self, from: response.body)
    if let problem = isEdited ? wire.problem : wire.problemWithEssentials { throw ResponseProblem(problem) }
    guard let subscription = wire.subscription, subscription.id == id else {
      throw ResponseProblem("the answer is about another subscription than \(id)")
    }
    return subscription
  }
}

extension KeyedDecodingContainer {
  /// Tells null, a time and an absent key apart; any other value is kept as it came.
  fileprivate func timestamp(_ key: Key) -> Timestamp {
    switch field(key) as Field<String> {
    case .absent: .absent
    case .null: .never
    case .value(let text): Timestamp(iso8601: text)
    case .wrong(let shape): .unreadable(shape.raw)
    }
  }

  /// The texts of an array, whatever else is in it.
  fileprivate func texts(in key: Key) -> [String] {
    guard var elements = try? nestedUnkeyedContainer(forKey: key) else { return [] }
    var texts: [String] = []
    while !elements.isAtEnd {
      guard let element = try? elements.decode(TextOrNot.self) else { break }
      if let text = element.text { texts.append(text) }
    }
    return texts
  }
}

/// An element that may be text. Its decoding never throws, so that the elements after it are still read.
private struct TextOrNot: Decodable {
  let text: String?

  init(from decoder: any Decoder) {
    text = try? decoder.singleValueContainer().decode(String.self)
  }
}
