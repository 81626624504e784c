import FintoroWebhooks

/// What a subscription's JSON has beside the contract's fields.
struct WireUnknownFields: Decodable {
  let fields: [UnknownField]

  init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Name.self)
    fields = object.allKeys
      // A secret does not belong to this answer; should it come all the same, it is not kept.
      .filter { WireSubscription.CodingKeys(rawValue: $0.stringValue) == nil && $0.stringValue != "plainTextSecret" }
      .sorted { $0.stringValue < $1.stringValue }
      .compactMap { name in
        guard let value = try? object.decode(WireJSON.self, forKey: name) else { return nil }
        return UnknownField(name: name.stringValue, json: value.text)
      }
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
