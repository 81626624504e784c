import Foundation
import NIOHTTP1

/// An answer as it came over HTTP.
struct Reply: Sendable {
  var status: Int
  var headers: HTTPHeaders
  var body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }

  func header(_ name: String) -> String? { headers.first(name: name) }

  func read<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(body))
  }
}

/// The tests' own reading of a subscription, so that a mistake in the server's JSON shows.
struct SeenSubscription: Decodable, Equatable {
  var id: Int
  var companyId: Int
  var name: String?
  var url: String
  var isActive: Bool
  var subscribedEvents: [String]
  var lastSuccessAt: String?
  var lastFailureAt: String?
  var disabledAt: String?
  var disabledReason: String?
  var createdAt: String?
  var updatedAt: String?
  var plainTextSecret: String?
}

struct SeenList: Decodable {
  var data: [SeenSubscription]
}

struct SeenError: Decodable {
  var message: String?
  var error: String?
  var errors: [String: [String]]?
}
