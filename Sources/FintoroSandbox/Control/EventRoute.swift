import FintoroWebhooks
import Hummingbird

/// `POST /_sandbox/events`: emits an event, which makes a delivery for each of its active subscribers.
struct EventRoute: Sendable {
  let store: SandboxStore

  private static let example = #"{"type": "invoices.paid", "resourceId": 301}"#

  @Sendable func emit(_ request: Request, _ context: SandboxContext) async throws -> Response {
    let json = try request.jsonBody(context)
    let (type, resourceID, companyID) = try Self.read(json)
    guard await store.isType(type) else {
      throw ControlProblem(
        status: 422, sentence: "\"\(type)\" is no event type that the API has or that anybody is subscribed to.")
    }
    guard let made = await store.emit(type, resourceID: resourceID, companyID: companyID) else {
      throw ControlProblem(
        status: 503,
        sentence: "\(DeliveryBook.maxOpen) deliveries are on their way already; more are not taken in before some end."
      )
    }
    let deliveries = made.map { delivery in
      JSON.object([("id", .text(delivery.id)), ("subscriptionId", .integer(delivery.subscriptionID))])
    }
    var answer = [(key: "deliveries", value: JSON.array(deliveries))]
    if made.isEmpty { answer.append(("message", .text(await noSubscriberText(type, companyID)))) }
    return .json(202, .object(answer))
  }

  private func noSubscriberText(_ type: EventType, _ companyID: Int) async -> String {
    store.settings.mode == .off
      ? "Deliveries are off: nobody is told."
      : "No active subscription of company \(companyID) is for \(type): nobody is told."
  }

  private static func read(_ json: JSON) throws -> (EventType, resourceID: Int, companyID: Int) {
    guard case .object(let members) = json else { throw problem("it is not an object") }
    let known = ["type", "resourceId", "companyId"]
    if let key = members.map(\.key).first(where: { !known.contains($0) }) {
      throw problem("there is no \"\(key)\"; it has \(known.joined(separator: ", "))")
    }
    guard case .text(let type) = json["type"] else { throw problem("\"type\" must be an event type") }
    let companyID = try wholeNumber(json["companyId"], "companyId", else: SandboxCompany.acme.id)
    guard [SandboxCompany.acme.id, SandboxCompany.beta.id].contains(companyID) else {
      throw problem("\"companyId\" must be \(SandboxCompany.acme.id) or \(SandboxCompany.beta.id)")
    }
    return (EventType(type), try wholeNumber(json["resourceId"], "resourceId", else: 1), companyID)
  }

  private static func wholeNumber(_ json: JSON?, _ key: String, else fallback: Int) throws -> Int {
    switch json {
    case nil: return fallback
    case .integer(let number) where number > 0: return number
    default: throw problem("\"\(key)\" must be a whole number from 1")
    }
  }

  private static func problem(_ clause: String) -> ControlProblem {
    ControlProblem(status: 422, sentence: "The event cannot be read: \(clause). Expected \(example).")
  }
}
